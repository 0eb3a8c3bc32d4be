// The table of pairs: each with its strip, one cell an arena, cooperation above the line and conflict below it; and the
// lists from which a pair is chosen.

// In pixels: a cell of the strip, and how far it reaches up and down.
const [CELL, REACH] = [19, 14];

function makePairs(data, linesOf, on) {
  const [first, second] = [byId("first"), byId("second")];
  const tied = new Set(data.ties.flatMap((tie) => [tie.agent, tie.target]));
  const names = Object.keys(data.actors).filter((name) => tied.has(name)).sort((one, other) => compare(data.actors[one].label, data.actors[other].label));
  for (const list of [first, second]) {
    list.append(option("", say("choose")), ...names.map((name) => option(name, data.actors[name].label)));
    list.addEventListener("change", () => {
      if (Object.hasOwn(data.actors, first.value) && Object.hasOwn(data.actors, second.value) && first.value !== second.value) on.chosen([first.value, second.value]);
    });
  }

  const known = data.pairs.filter((pair) => linesOf(pair).length).map((pair) => ({ pair, lines: linesOf(pair), label: say("and", { a: data.actors[pair.a].label, b: data.actors[pair.b].label }) }));
  const used = [...new Set(known.flatMap(({ lines }) => lines.map((line) => line.arena)))];
  const arenas = used.sort((one, other) => data.arenas[one].theatre - data.arenas[other].theatre || compare(data.arenas[one].label, data.arenas[other].label));
  const width = CELL * arenas.length;
  const head = byId("strip-head");
  head.setAttribute("width", width + 80);
  head.append(...arenas.map((name, at) => svgElement("text", { transform: `translate(${CELL * at + CELL / 2 + 4} 114) rotate(-60)` }, data.arenas[name].label)));
  byId("pairs-section").hidden = byId("to-pairs").hidden = !known.length;

  let sort = { key: "ambivalence", down: true };
  let rows = [];

  // Griffin: the mean of the two, less their difference.
  function counted({ pair, lines, label }, shown) {
    const byArena = new Map();
    const weights = [0, 0];
    for (const line of lines.filter((each) => shown.has(each.tie))) {
      const [signs, tie] = [byArena.get(line.arena) || [0, 0], data.now.get(line.tie)];
      const side = line.sign > 0 ? 0 : 1;
      signs[side] += eventsOf(tie);
      weights[side] += weightOf(tie);
      byArena.set(line.arena, signs);
    }
    const [positive, negative] = [0, 1].map((side) => [...byArena.values()].reduce((sum, signs) => sum + signs[side], 0));
    const ambivalence = (weights[0] + weights[1]) / 2 - Math.abs(weights[0] - weights[1]);
    return { pair, label, byArena, positive, negative, weights, ambivalence: data.coded ? Math.round(ambivalence) : ambivalence };
  }

  const volume = ({ weights }) => Math.min(...weights);
  const usual = (one, other) => other.ambivalence - one.ambivalence || volume(other) - volume(one)
    || (JSON.stringify([one.pair.a, one.pair.b].sort()) < JSON.stringify([other.pair.a, other.pair.b].sort()) ? -1 : 1);

  function ordered(found) {
    const by = sort.key === "label" ? (one, other) => compare(one.label, other.label) : (one, other) => one[sort.key] - other[sort.key];
    return found.sort((one, other) => (sort.down ? -1 : 1) * by(one, other) || usual(one, other));
  }

  function strip(row, most) {
    const bars = [];
    const words = [];
    arenas.forEach((name, at) => {
      (row.byArena.get(name) || [0, 0]).forEach((value, side) => {
        if (!value) return;
        // The root, so that a single line can be seen beside many.
        const height = REACH * Math.sqrt(value / most);
        const text = `${data.arenas[name].label} ${side ? "−" : "+"}${value}`;
        words.push(text);
        const told = svgElement("title", {}, text);
        bars.push(svgElement("rect", { class: side ? "conf" : "coop", x: CELL * at + 2, y: side ? REACH : REACH - height, width: CELL - 4, height }, told));
      });
    });
    const made = svgElement("svg", { role: "img", "aria-label": words.join(", "), width, height: 2 * REACH }, svgElement("path", { class: "axis", d: `M0 ${REACH}H${width}` }), ...bars);
    return [made, words.join(", ")];
  }

  function rowOf(row, most) {
    const chooser = button(row.label, () => on.chosen([row.pair.a, row.pair.b]));
    Object.assign(chooser.dataset, { a: row.pair.a, b: row.pair.b });
    const [picture, words] = strip(row, most);
    const heading = element("th", {}, chooser, " ", element("span", { className: "in-words", text: words }));
    heading.scope = "row";
    const figure = (value) => element("td", { className: "number", text: number(value).replace("-", "−") });
    return element("tr", {}, heading, figure(row.positive), figure(row.negative), figure(row.ambivalence), element("td", { className: "strip" }, picture));
  }

  function fill() {
    const most = Math.max(1, ...rows.flatMap((row) => [...row.byArena.values()].flat()));
    byId("pairs").tBodies[0].replaceChildren(...ordered(rows).map((row) => rowOf(row, most)));
    for (const each of all("#pairs [data-sort]")) each.removeAttribute("aria-sort");
    document.querySelector(`#pairs [data-sort="${sort.key}"]`).setAttribute("aria-sort", sort.down ? "descending" : "ascending");
    mark();
  }

  // Count the lines that are shown; a pair without any has no row.
  function count(shown) {
    rows = known.map((each) => counted(each, shown)).filter((row) => row.byArena.size);
    fill();
  }

  // Sorting by a heading; once more turns the order round.
  for (const head of all("#pairs [data-sort]")) {
    const key = head.dataset.sort;
    head.replaceChildren(button(head.textContent, () => {
      sort = { key, down: sort.key === key ? !sort.down : key !== "label" };
      fill();
      head.querySelector("button").focus();
    }, "sort"));
  }

  let focus = null;
  function mark() {
    for (const chooser of all("#pairs tbody button")) {
      const { a, b } = chooser.dataset;
      if (focus && focus.includes(a) && focus.includes(b)) chooser.setAttribute("aria-current", "true");
      else chooser.removeAttribute("aria-current");
    }
  }

  function choose(pair) {
    focus = pair;
    if (focus) [first.value, second.value] = focus;
    else first.selectedIndex = second.selectedIndex = 0;
    byId("caption-pair").hidden = !focus;
    byId("caption-whole").hidden = Boolean(focus);
    byId("whole").setAttribute("aria-pressed", String(!focus));
    mark();
  }

  return { choose, count };
}
