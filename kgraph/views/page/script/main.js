// Everything together: what is selected and who is in focus, wherever it is shown. The page is made anew for each
// language, from its bare form.

const bare = byId("page").cloneNode(true);
const carried = new Map(all("script.page-data").map((node) => [node.dataset.language, node]));
const usual = carried.keys().next().value;
const isSpoken = (code) => carried.has(code);
let stopping = null;
const partsOf = (data) => data.pairs.flatMap((pair) => pair.sides.flatMap((side) => side.parts));
// A graph of more lines is not laid out at once.
const LARGE = 1000;

async function start(code) {
  const [data, drawing] = await Promise.all([unpack(carried.get(code)), unpack(byId("page-drawing"))]);
  for (const part of partsOf(data)) part.camps = part.camps.map((place) => data.pool[place]);
  if (stopping) stopping.abort();
  stopping = new AbortController();
  byId("page").replaceWith(bare.cloneNode(true));
  speak(code, data.words);
  byId("wait").hidden = true;
  byId("page").classList.remove("waiting");
  byId("page").classList.toggle("large", data.ties.length > LARGE);
  run(data, drawing, stopping.signal);
}

function run(data, drawing, signal) {
  data.usual = usual;
  data.tieOf = new Map(data.ties.map((tie) => [tie.id, tie]));
  data.now = data.tieOf;
  let [selected, focus, started, month, shown] = [null, null, false, null, new Set()];
  const sections = new Map(data.pairs.map((pair) => [JSON.stringify([pair.a, pair.b].sort()), pair]));
  const section = () => (focus ? sections.get(JSON.stringify([...focus].sort())) : undefined);

  function select(id) {
    selected = id;
    mark();
    picture.mark(id);
    if (started) remember(false);
  }

  function mark() {
    for (const row of all("button.line[aria-current]:not(#pairs *)")) row.removeAttribute("aria-current");
    if (selected === null) return;
    for (const row of all("button.line[data-tie], button.line[data-claim]")) {
      if (row.dataset.tie === selected || row.dataset.claim === selected) row.setAttribute("aria-current", "true");
    }
  }

  function notDrawn(scene) {
    const place = byId("left-out");
    place.replaceChildren();
    if (!scene.left.length) return;
    const names = scene.left.map((name) => button(data.actors[name].label, () => evidence.show(name), "small"));
    place.append(folded(say(focus ? "left_out" : "left_out_whole", { n: many("actor", scene.left.length) }), element("p", {}, ...names)));
  }

  const open = (id) => evidence.show(id);
  fillAbout(data);
  const evidence = makeEvidence(data, { selected: select, focus: (pair) => setFocus(pair), pair: () => focus, month: () => month, anyDate });
  const picture = makePicture(data, drawing, {
    drawn: notDrawn,
    actor: open,
    ties: (ids) => evidence.showTies(ids),
    arenas: (names) => open(arenaId(names)),
    left: () => picture.mark(selected),
    nothing: () => evidence.close(),
  }, signal);
  const inMonth = makeMonth(data, open);
  const dossier = makeDossier(data, open, inMonth.show);
  const headline = makeHeadline(data);
  const pairs = makePairs(data, headline.linesOf, { chosen: (pair) => setFocus(pair) });
  const lists = makeLists(data, open, picture.mark);
  const filters = makeFilters(data, () => {
    refresh();
    remember(false);
  });
  const timeline = makeTimeline(data, (wanted) => {
    setMonth(wanted);
    refresh();
    remember(false);
  }, signal);
  if (data.coded) fitToEvents();

  // What holds in a month, each line as far as it then does; without one, everything.
  function setMonth(wanted) {
    month = wanted;
    data.now = new Map(data.ties.flatMap((tie) => {
      const now = asOf(tie, month, data);
      return now ? [[tie.id, now === tie ? tie : { ...now, month }]] : [];
    }));
    dossier.show(section(), month);
  }

  // What is shown of it, and how many.
  function refresh() {
    shown = filters.apply();
    const on = month !== null || Object.keys(filters.chosen()).length > 0;
    const dated = inMonth.told(section(), month, (tie) => (data.tieOf.has(tie.id) ? shown.has(tie.id) : filters.passes(tie)));
    headline.show(focus, section(), { month, shown, only: filters.inWords(), dated });
    dossier.filter(shown, on);
    inMonth.filter(shown, filters.passes);
    lists.filter(shown, month);
    pairs.count(shown);
    picture.filter((id) => shown.has(id));
    byId("drawn-here").textContent = say(focus ? "drawn_here" : "drawn_here_whole", { n: number(picture.shownTies().length), all: number(shown.size) });
    byId("shown").textContent = on ? say("some_shown", { n: number(shown.size), all: number(data.ties.length) }) : say("all_shown", { n: number(shown.size) });
    byId("reset").disabled = !on;
    mark();
  }

  // The statement that is read stays open.
  function anyDate(id) {
    timeline.set(null);
    setMonth(null);
    refresh();
    evidence.show(id);
    remember(false);
  }

  function remember(push) {
    writeState({ focus, month, filters: filters.chosen(), open: selected }, data, push);
  }

  // The two stand as they were named; their dossier is the same either way.
  function showPair(wanted) {
    focus = wanted;
    pairs.choose(focus);
    picture.show(focus);
    timeline.draw(focus ? data.ties.filter((tie) => tie.counted && joins(tie, ...focus)) : data.ties.filter((tie) => tie.counted && !tie.rule));
    setMonth(month);
  }

  function setFocus(pair) {
    evidence.close();
    showPair(pair);
    refresh();
    remember(true);
    byId("title").scrollIntoView({ block: "nearest" });
  }

  // Show what the address says.
  function restore() {
    const state = readState(data);
    if (!state) return;
    if ((languageIn() || usual) !== spoken.code && isSpoken(languageIn() || usual)) {
      start(languageIn() || usual);
      return;
    }
    evidence.close();
    filters.set(state.filters);
    byId("filters").open = byId("filters").open || Object.keys(filters.chosen()).length > 0;
    timeline.set(state.month);
    month = timeline.month();
    showPair(state.focus);
    refresh();
    if (state.open) evidence.show(state.open);
  }

  // What stands under a picture that is taken away: the sources of what it shows, and what made it.
  function credit() {
    const cited = new Set(picture.shownTies().flatMap((id) => data.now.get(id).claims).map((name) => data.claims[name].source));
    const sources = data.sources.filter((source) => cited.has(source.id)).map((source) => `${source.publisher}, ${source.issued}`);
    return say("credit", { sources: [...new Set(sources)].join("; ") || "–" });
  }

  // Show what was found, where it stands in the picture: an actor or a line that is not drawn brings its own picture.
  function lead(id) {
    const tie = data.tieOf.get(id);
    if (tie && !picture.has(id)) setFocus([tie.agent, tie.target]);
    if (Object.hasOwn(data.actors, id) && !picture.draws(id)) setFocus(null);
    evidence.show(id);
    if (Object.hasOwn(data.actors, id)) picture.centre(id);
  }

  byId("whole").addEventListener("click", () => setFocus(focus ? null : data.focus));
  byId("to-pairs").addEventListener("click", () => {
    byId("pairs-heading").scrollIntoView({ block: "start" });
    byId("pairs-heading").focus({ preventScroll: true });
  });
  makeSearch(data, lead, signal);
  byId("reset").addEventListener("click", () => {
    filters.set({});
    timeline.set(null);
    setMonth(null);
    refresh();
    remember(false);
    byId("filters").querySelector("summary").focus();
  });
  byId("language").value = spoken.code;
  byId("language").addEventListener("change", async (event) => {
    const code = event.target.value;
    spoken = { ...spoken, code };
    writeState({ focus, month, filters: filters.chosen(), open: selected }, data, false);
    await start(code);
    byId("language").focus();
  });
  makeDownloads(data, {
    focus: () => focus,
    shown: () => [...shown],
    drawn: picture.shownTies,
    svg: () => picture.svg(byId("title").textContent, credit()),
  });
  byId("zoom-in").addEventListener("click", () => picture.zoom(1.25));
  byId("zoom-out").addEventListener("click", () => picture.zoom(0.8));
  byId("zoom-fit").addEventListener("click", () => picture.fit());
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") evidence.close();
  }, { signal });
  addEventListener("popstate", restore, { signal });
  restore();
  if (!picture.scene()) {
    showPair(data.focus);
    refresh();
  }
  started = true;

  // For tests and for looking around: what is drawn where, and what is selected. Nothing can be changed.
  window.kgraph = Object.freeze({
    ...picture.look,
    language: spoken.code,
    ties: () => structuredClone(data.ties),
    tiesNow: () => structuredClone([...data.now.values()]),
    pairs: () => structuredClone(data.pairs),
    claims: () => structuredClone(data.claims),
    actors: () => Object.fromEntries(Object.entries(data.actors).map(([name, actor]) => [name, actor.label])),
    camps: () => structuredClone(data.camps),
    month: () => month,
    told: (a, b) => headline.toldOf([a, b], sections.get(JSON.stringify([a, b].sort())), filters.apply(), month),
    drawnTies: () => data.ties.filter((tie) => picture.has(tie.id)).map((tie) => tie.id),
    selected: () => selected,
    focus: () => (focus ? [...focus] : null),
  });
}

start(isSpoken(languageIn()) ? languageIn() : usual);
