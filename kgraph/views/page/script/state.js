// What is seen, in the fragment of the address, so that a view can be sent: the pair (or the whole graph), the filters,
// and what is open. What the page does not know is ignored.

const WHOLE = "whole";

function writeState(state, data, push) {
  const found = new URLSearchParams();
  if (!state.focus) found.set("view", WHOLE);
  else if (JSON.stringify(state.focus) !== JSON.stringify(data.focus)) {
    found.set("a", state.focus[0]);
    found.set("b", state.focus[1]);
  }
  for (const [name, value] of Object.entries(state.filters)) found.set(name, value);
  if (state.open) found.set("open", state.open);
  const fragment = `#${found}`;
  if (fragment === (location.hash || "#")) return;
  history[push ? "pushState" : "replaceState"](null, "", fragment);
}

// Returns null for a fragment that is no state, such as the target of a link within the page.
function readState(data) {
  const text = location.hash.slice(1);
  if (text && !text.includes("=")) return null;
  const found = new URLSearchParams(text);
  const [a, b] = [found.get("a"), found.get("b")];
  const isActor = (name) => name !== null && Object.hasOwn(data.actors, name);
  const pair = isActor(a) && isActor(b) && a !== b ? [a, b] : data.focus;
  const open = found.get("open");
  const known = open !== null && (data.tieOf.has(open) || Object.hasOwn(data.claims, open) || isActor(open));
  return {
    focus: found.get("view") === WHOLE ? null : pair,
    filters: Object.fromEntries(FILTERS.map((name) => [name, found.get(name) || ""])),
    open: known ? open : null,
  };
}
