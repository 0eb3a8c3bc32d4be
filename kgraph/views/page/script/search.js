// Finding anything by its words: actors, fields and conflicts, statements, sources. What is found leads to its evidence.

// So many of each kind are listed; how many more there are is said.
// In windows as wide as this the evidence stands beside the rest, not over it; as in the style.
const BESIDE = 1000;
const MOST_FOUND = { actor: 6, arena: 4, line: 30, source: 6 };

// Words without accents, case and punctuation, each with a space before it: a search finds beginnings of words.
const plainWords = (text) => ` ${text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase("en").replaceAll("ı", "i").replace(/[^\p{L}\p{N}]+/gu, " ").trim()}`;

// Everything that can be found, in the order in which it is listed: { kind, id, label, words }.
function searchable(data) {
  const drawn = new Set(data.ties.flatMap((tie) => (tie.rule ? [] : tie.claims)));
  const source = (claim) => `${claim.paragraphs} ${claim.said}`;
  const told = (name) => [data.claims[name].text, data.claims[name].detail, data.claims[name].note, data.claims[name].arenas].join(" ");
  const actors = Object.entries(data.actors).map(([id, actor]) => ({ kind: "actor", id, label: actor.label, words: actor.names.map(plainWords) }));
  const arenas = Object.entries(data.arenas).map(([id, arena]) => ({ kind: "arena", id: arenaId([id]), label: arena.label, words: [plainWords(arena.label)] }));
  // What follows by a rule is found by its own words only: else each claim would bring all that it proves.
  const lines = data.ties.map((tie) => ({
    kind: "line", id: tie.id, label: tie.text, more: `${tie.said} · ${tie.when} · ${tie.paragraphs}`,
    words: [plainWords([tie.text, tie.arenas, ...(tie.rule ? [] : tie.claims.map(told))].join(" "))],
  }));
  const claims = Object.keys(data.claims).filter((name) => !drawn.has(name)).map((name) => ({
    kind: "line", id: name, label: data.claims[name].text, more: source(data.claims[name]), words: [plainWords(told(name))],
  }));
  const sources = data.sources.map((each) => ({
    kind: "source", id: sourceId(each.id), label: each.title, foreign: true, more: `${each.publisher}, ${each.issued}`,
    words: [plainWords([each.title, each.publisher, each.issued, ...each.creators].join(" "))],
  }));
  return [...actors, ...arenas, ...lines, ...claims, ...sources];
}

// What has the words one after the other; where nothing has, what has all of them somewhere. Of actors and arenas, the
// shortest name first.
function findAll(things, text) {
  const wanted = plainWords(text);
  if (!wanted.trim()) return [];
  const all = wanted.trim().split(" ");
  const inOrder = things.filter(({ words }) => words.some((each) => each.includes(wanted)));
  const found = inOrder.length ? inOrder : things.filter(({ words }) => words.some((each) => all.every((word) => each.includes(` ${word}`))));
  const exact = ({ words }) => !words.includes(wanted);
  const named = ["actor", "arena"];
  return found.map((thing, at) => [thing, at]).sort(([one, first], [other, second]) => (one.kind === other.kind && named.includes(one.kind)
    ? exact(one) - exact(other) || one.label.length - other.label.length : 0) || first - second).map(([thing]) => thing);
}

function makeSearch(data, open, signal) {
  const [form, field, list, said] = [byId("search-form"), byId("search"), byId("results"), byId("found")];
  const panel = byId("evidence");
  const panelWidth = () => 28 * parseFloat(getComputedStyle(document.documentElement).fontSize);
  let things = null;
  let found = [];

  function close() {
    list.hidden = true;
  }

  function item({ id, label, more, foreign }) {
    const made = button("", () => {
      // What would cover the list takes its place.
      if (innerWidth < BESIDE) {
        field.focus();
        close();
      }
      open(id);
    }, "result");
    made.append(foreign ? inEnglish(label) : label, more ? element("span", { className: "why", text: more }) : "");
    return element("li", {}, made);
  }

  function group([kind, most]) {
    const members = found.filter((thing) => thing.kind === kind);
    if (!members.length) return [];
    const heading = element("p", { className: "group", text: say(`found_${kind}`, { n: number(members.length) }) });
    heading.id = `found-${kind}`;
    const items = element("ul", {}, ...members.slice(0, most).map(item));
    items.setAttribute("aria-labelledby", heading.id);
    return [heading, items, members.length > most ? element("p", { className: "none", text: say("found_more", { n: number(members.length - most) }) }) : ""];
  }

  function show() {
    things ||= searchable(data);
    found = findAll(things, field.value);
    const asked = field.value.trim() !== "";
    said.textContent = found.length ? say("found", { n: number(found.length) }) : asked ? say("nothing_found") : "";
    list.replaceChildren(...(found.length ? Object.entries(MOST_FOUND).flatMap(group) : [element("p", { text: said.textContent })]));
    list.hidden = !asked;
    list.scrollTop = 0;
    // Neither out of the window nor under the evidence, which is read beside it.
    list.style.left = "0";
    const limit = innerWidth >= BESIDE ? innerWidth - panelWidth() : innerWidth;
    list.style.left = `${Math.min(0, limit - 16 - list.getBoundingClientRect().right)}px`;
  }

  field.addEventListener("input", show);
  field.addEventListener("focus", () => { if (field.value.trim() && list.hidden) show(); });
  // Enter opens what is listed first.
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    show();
    const first = list.querySelector("button");
    if (first) first.click();
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && panel.hidden && !list.hidden) {
      event.preventDefault();
      field.focus();
      close();
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || list.hidden) return;
    event.preventDefault();
    const stops = [field, ...list.querySelectorAll("button")];
    stops[Math.min(stops.length - 1, Math.max(0, stops.indexOf(document.activeElement) + step))].focus();
  });
  // The list stays while its findings are read, and goes when something else is turned to.
  const away = (event) => { if (!form.contains(event.target) && !panel.contains(event.target)) close(); };
  for (const kind of ["pointerdown", "focusin"]) document.addEventListener(kind, away, { signal });
}
