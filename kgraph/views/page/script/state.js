// What is seen, in the fragment of the address, so that a view can be sent: the pair (or the whole graph), the month, the
// filters, the language, and what is open. What the page does not know is ignored.

const WHOLE = "whole";

function writeState(state, data, push) {
  const found = new URLSearchParams();
  if (spoken.code !== data.usual) found.set("lang", spoken.code);
  if (!state.focus) found.set("view", WHOLE);
  else if (JSON.stringify(state.focus) !== JSON.stringify(data.focus)) {
    found.set("a", state.focus[0]);
    found.set("b", state.focus[1]);
  }
  if (state.month) found.set("at", state.month);
  for (const [name, values] of Object.entries(state.filters)) for (const value of values) found.append(name, value);
  if (state.open) found.set("open", state.open);
  else if (data.open) found.set("open", "");
  const fragment = `#${found}`;
  if (fragment === (location.hash || "#")) return;
  try {
    history[push ? "pushState" : "replaceState"](null, "", fragment);
  } catch {
    // A page inside a notebook has no address of its own.
  }
}

const languageIn = () => new URLSearchParams(location.hash.slice(1)).get("lang");

// Returns null for a fragment that is no state, such as the target of a link within the page.
function readState(data) {
  const text = location.hash.slice(1);
  if (text && !text.includes("=")) return null;
  const found = new URLSearchParams(text);
  const [a, b] = [found.get("a"), found.get("b")];
  const isActor = (name) => name !== null && Object.hasOwn(data.actors, name);
  const pair = isActor(a) && isActor(b) && a !== b ? [a, b] : data.focus;
  const [open, month] = [found.get("open") ?? data.open, found.get("at")];
  return {
    focus: found.get("view") === WHOLE ? null : pair,
    month: MONTH.test(month || "") ? month : null,
    filters: Object.fromEntries(FILTERS.map((name) => [name, found.getAll(name)])),
    open: open !== null && isKnown(data, open) ? open : null,
  };
}
