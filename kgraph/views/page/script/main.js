// Everything together: what is selected and who is in focus, wherever it is shown.

const data = read("page-data");
data.tieOf = new Map(data.ties.map((tie) => [tie.id, tie]));
let selected = null;
let started = false;
const rows = [...document.querySelectorAll("button.line[data-tie], button.line[data-claim]")];

function select(id) {
  selected = id;
  for (const row of rows) {
    if (id !== null && (row.dataset.tie === id || row.dataset.claim === id)) row.setAttribute("aria-current", "true");
    else row.removeAttribute("aria-current");
  }
  picture.mark(id);
  if (started) remember(false);
}

function notDrawn(scene) {
  const place = byId("left-out");
  place.replaceChildren();
  if (!scene.left.length) return;
  const count = scene.left.length;
  const names = scene.left.map((name) => button(data.actors[name].label, () => evidence.show(name), "small"));
  place.append(folded(`Not in this picture: ${count} ${count === 1 ? "actor" : "actors"}`, element("p", {}, ...names)));
}

const evidence = makeEvidence(data, { selected: select, focus: (pair) => setFocus(pair) });
const picture = makePicture(data, {
  drawn: notDrawn,
  actor: (name) => evidence.show(name),
  ties: (ids) => evidence.showTies(ids),
  nothing: () => evidence.close(),
});
const pairs = makePairs(data, picture, { chosen: (pair) => setFocus(pair) });

const filters = makeFilters(data, () => {
  filter();
  remember(false);
});

function filter() {
  picture.filter(filters.apply());
}

function remember(push) {
  writeState({ focus: pairs.focus(), filters: filters.chosen(), open: selected }, data, push);
}

function setFocus(pair) {
  evidence.close();
  pairs.show(pair);
  remember(true);
  byId("title").scrollIntoView({ block: "nearest" });
}

// Show what the address says.
function restore() {
  const state = readState(data);
  if (!state) return;
  evidence.close();
  filters.set(state.filters);
  byId("filters").open = byId("filters").open || Object.keys(filters.chosen()).length > 0;
  pairs.show(state.focus);
  filter();
  if (state.open) evidence.show(state.open);
}

function search(text) {
  const name = findActor(data, text);
  byId("found").textContent = name || !text.trim() ? "" : "No actor of that name.";
  if (!name) return;
  if (!picture.draws(name)) setFocus(null);
  evidence.show(name);
  picture.centre(name);
}

byId("whole").addEventListener("click", () => setFocus(pairs.focus() ? null : data.focus));
byId("search").addEventListener("change", (event) => search(event.target.value));
byId("search-form").addEventListener("submit", (event) => {
  event.preventDefault();
  search(byId("search").value);
});
byId("tools").hidden = false;
makeDownloads(data, {
  focus: pairs.focus,
  shown: picture.shownTies,
  svg: () => picture.svg(byId("title").textContent, data.credit),
});
byId("zoom-in").addEventListener("click", () => picture.zoom(1.25));
byId("zoom-out").addEventListener("click", () => picture.zoom(0.8));
byId("zoom-fit").addEventListener("click", () => picture.fit());
byId("buttons").hidden = false;
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") evidence.close();
});
for (const row of rows) row.addEventListener("click", () => evidence.show(row.dataset.tie || row.dataset.claim));
const tableRows = rows.filter((row) => row.closest("#ties"));
tableRows.forEach((row) => {
  row.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    const there = tableRows.filter((each) => each.offsetParent);
    const next = there[there.indexOf(row) + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
  row.addEventListener("focus", () => {
    if (byId("evidence").hidden) picture.mark(row.dataset.tie);
  });
});
restore();
if (!picture.scene()) pairs.show(data.focus);
started = true;
addEventListener("popstate", restore);

// For tests and for looking around: what is drawn where, and what is selected. Nothing can be changed.
window.kgraph = Object.freeze({
  ...picture.look,
  ties: () => structuredClone(data.ties),
  drawnTies: () => data.ties.filter((tie) => picture.has(tie.id)).map((tie) => tie.id),
  selected: () => selected,
  focus: () => (pairs.focus() ? [...pairs.focus()] : null),
});
