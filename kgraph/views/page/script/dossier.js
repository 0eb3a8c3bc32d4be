// The dossier of a pair: what unites and what divides, arena by arena, each line cited. It is made anew for each pair,
// and for each month that is asked about; filters only hide its lines.

function claimItem(data, name, open) {
  const claim = data.claims[name];
  const made = button(claim.text, () => open(name));
  made.dataset.claim = name;
  const cite = dotted(claim.said, claim.when, bound(claim.paragraphs), claim.arenas);
  return element("li", {}, made, element("p", { className: "cite", text: cite }));
}

function makeDossier(data, open, inMonth) {
  const place = byId("dossier");
  const tagged = (marks) => marks.map((mark) => element("span", { className: `tag ${mark.kind}`, text: mark.text }));
  const cite = (tag, said, when, paragraphs) => element(tag, { className: "cite" }, `${dotted(said, when)}\u00a0· `, element("span", { className: "para", text: bound(paragraphs) }));

  function tieButton(id, text) {
    const made = button(text, () => open(id));
    made.dataset.tie = id;
    return made;
  }

  // What contradicts a statement stands under it, on screen and on paper; on paper each text once. What stands in an
  // entry that unfolds is not on paper.
  const denied = new Set();
  function deniedBy(ids, printed = true) {
    const names = new Set(ids.flatMap((id) => data.now.get(id).claims).flatMap((name) => data.claims[name].disputes || []));
    const texts = new Set([...names].filter((name) => Object.hasOwn(data.claims, name)).map((name) => data.claims[name].text));
    if (!texts.size) return null;
    const again = [...texts].every((text) => denied.has(text));
    if (printed) for (const text of texts) denied.add(text);
    return element("p", { className: again ? "detail denial again" : "detail denial" }, say("contradicted"), element("span", { className: "texts", text: `: ${[...texts].join("; ")}` }));
  }

  function lineItem(line, printed = true) {
    const tie = data.now.get(line.tie);
    const [text, marks] = tie.month ? [tie.text, tie.marks] : [line.text, line.marks];
    const via = line.via ? element("span", { className: "detail", text: line.via }) : null;
    // In a month, the heading above says what is only possible.
    const told = marks.filter((mark) => !tie.month || mark.kind !== "possibly");
    return element("li", { className: "line-item" }, tieButton(line.tie, text), via, ...tagged(told),
      cite("p", tie.month ? tie.cited : line.said, tie.month ? tie.when : line.when, tie.month ? tie.paragraphs : line.paragraphs), paperCite(line.when, [line.tie], text), deniedBy([line.tie], printed));
  }

  function campItem(camp, month) {
    const now = asOf(camp, month);
    const ties = camp.ties.filter((tie) => data.now.has(tie.tie));
    if (!now || !ties.length) return null;
    return element("li", { className: "camp" }, element("strong", { text: `${now.text}.` }), " ", ...tagged(now.marks), paperCite("", ties.map((tie) => tie.tie), now.text), deniedBy(ties.map((tie) => tie.tie)),
      element("ul", {}, ...ties.map((tie) => element("li", { className: "line-item" }, tieButton(tie.tie, tie.text), " ", cite("span", tie.said, tie.when, tie.paragraphs)))));
  }

  // How far its time reaches, in milliseconds.
  function reachOf({ tie }) {
    const { times, rule } = data.tieOf.get(tie);
    const found = rule ? times : times.slice(0, 1);
    if (found.some((time) => !time[0] || !time[1])) return Infinity;
    return Math.max(...found.map((time) => Date.parse(time[1]))) - Math.min(...found.map((time) => Date.parse(time[0])));
  }

  // Lines that say the same stand once, in the words of the one that rests on most, with the most exact date; each is
  // among what unfolds.
  const entries = new Map();
  function entryItem(lines) {
    if (lines.length < 2) return lineItem(lines[0]);
    const place = (name) => element("span", { className: name });
    const summary = element("summary", {}, place("alike-text"), place("alike-tags"), " ", place("alike-told"));
    const made = element("li", { className: "alike" },
      element("details", {}, summary, element("ul", {}, ...lines.map((line) => lineItem(line, false)))),
      place("alike-paper"), deniedBy(lines.map((line) => line.tie)));
    entries.set(made, lines);
    return made;
  }

  // What an entry says of those of its lines that are shown.
  function tellEntry(made, lines) {
    const nows = lines.map((line) => ({ line, tie: data.now.get(line.tie) }));
    const { line, tie } = nows.reduce((one, other) => (byStrength(other.tie.rests, one.tie.rests) < 0 ? other : one));
    const exact = nows.reduce((one, other) => (reachOf(other.line) < reachOf(one.line) ? other : one));
    const words = tie.month && tie.rule ? tie.text : line.bare;
    const marks = (tie.month ? tie.marks : line.marks).filter((mark) => mark.kind !== "possibly");
    const when = exact.tie.month ? exact.tie.when : exact.line.when;
    const sources = new Set(nows.map((each) => data.claims[each.tie.claims[0]].source));
    const told = say("alike", { statements: many("statement", lines.length), sources: many("source", sources.size) });
    made.querySelector(".alike-text").replaceChildren(...inLanguages(words));
    made.querySelector(".alike-tags").replaceChildren(...tagged(marks));
    made.querySelector(".alike-told").replaceChildren(told, element("span", { className: "cite", text: `\u00a0· ${when}` }));
    made.querySelector(".alike-paper").replaceChildren(paperCite(when, lines.map((each) => each.tie), words));
  }

  const unsure = (line) => data.now.get(line.tie).marks.some((mark) => mark.kind === "possibly");

  function partOf(part, month, wanted) {
    const lines = part.lines.filter((line) => data.now.has(line.tie) && wanted(line));
    const camps = part.camps.map((camp) => campItem(camp, month)).filter(Boolean);
    if (!lines.length) return null;
    const byEntry = new Map();
    for (const line of lines) byEntry.set(line.entry ?? line.tie, [...(byEntry.get(line.entry ?? line.tie) || []), line]);
    return element("div", { className: "part" },
      element("h3", { text: data.arenas[part.arena].label }),
      camps.length ? element("div", { className: "camps" }, element("h4", { text: say("camps_here") }), element("ul", {}, ...camps)) : null,
      element("ul", { className: "lines" }, ...[...byEntry.values()].map(entryItem)));
  }

  function sideOf(side, month) {
    const heading = element("h2", {}, element("span", { className: "mark", text: side.mark }), ` ${side.heading}`);
    heading.firstChild.setAttribute("aria-hidden", "true");
    heading.id = `side-${side.kind}`;
    const partsOf = (wanted) => side.parts.map((part) => partOf(part, month, wanted)).filter(Boolean);
    const maybe = month ? partsOf(unsure) : [];
    const sure = partsOf(month ? (line) => !unsure(line) : () => true);
    const grouped = (key, found) => (found.length ? [element("div", { className: "held" }, element("h3", { className: "held-head", text: say(key) }), ...found)] : []);
    const parts = month ? [...grouped("held_certainly", sure), ...grouped("held_possibly", maybe)] : sure;
    const made = element("section", { className: `side ${side.kind}` }, heading,
      element("p", { className: "none" }, side.counts, element("span", { className: "shown" })), ...parts);
    made.setAttribute("aria-labelledby", heading.id);
    made.dataset.statements = new Set(side.parts.flatMap((part) => part.lines.map((line) => line.tie))).size;
    return made;
  }

  // What stands in neither column, below both.
  function below(kind, title, note, items) {
    if (!items.length) return [];
    const heading = element("h2", { text: title });
    heading.id = `side-${kind}`;
    const made = element("section", { className: `side expected ${kind}` }, heading, note ? element("p", { className: "none", text: note }) : null, element("ul", {}, ...items));
    made.setAttribute("aria-labelledby", heading.id);
    return [made];
  }

  function neitherItem(line) {
    return element("li", { className: "line-item" }, tieButton(line.tie, line.text), ...tagged(data.now.get(line.tie).marks), cite("p", line.said, line.when, line.paragraphs), paperCite(line.when, [line.tie], line.text), deniedBy([line.tie]));
  }

  // On paper, where nothing can be opened: sources by number, and a list of them.
  let numbers = new Map();

  function numbered(pair) {
    const lines = [...(pair.neither || []), ...pair.sides.flatMap((side) => side.parts.flatMap((part) => [...part.lines, ...part.camps.flatMap((camp) => camp.ties)]))];
    const cited = new Set(lines.flatMap((line) => (data.now.get(line.tie)?.claims || []).map((name) => data.claims[name].source)));
    numbers = new Map(data.sources.filter((source) => cited.has(source.id)).map((source, index) => [source.id, index + 1]));
  }

  function paperCite(when, ids, text) {
    const [found, speakers] = [new Map(), new Map()];
    for (const name of new Set(ids.flatMap((id) => data.now.get(id).claims))) {
      const { source, paragraph, reported, speaker } = data.claims[name];
      found.set(source, (found.get(source) || new Set()).add(paragraph));
      if (reported && !plainWords(text).includes(plainWords(data.actors[speaker].label))) speakers.set(source, (speakers.get(source) || new Set()).add(data.actors[speaker].label));
    }
    // Whom a source only quotes is named, wherever the statement itself does not.
    const quoted = (source) => (speakers.has(source) ? ` (${say("quoting", { speakers: [...speakers.get(source)].join(", ") })})` : "");
    const refs = [...found].sort(([one], [other]) => numbers.get(one) - numbers.get(other)).map(([source, places]) => `[${numbers.get(source)}]${data.coded ? "" : `\u00a0¶\u00a0${[...places].sort((one, other) => one - other).join(", ")}`}${quoted(source)}`);
    const made = element("span", { className: "on-paper", text: ` (${[when, refs.join("; ")].filter(Boolean).join("; ")})` });
    made.setAttribute("aria-hidden", "true");
    return made;
  }

  function onPaper() {
    const items = data.sources.filter((source) => numbers.has(source.id)).flatMap((source) => [`${numbers.get(source.id) > 1 ? "; " : ""}[${numbers.get(source.id)}] ${source.publisher}, ${source.issued}: “`, inEnglish(source.title) || "", "”"]);
    const made = element("section", { className: "paper" }, element("h3", { text: say("sources") }), element("p", {}, ...items, "."), element("p", { text: `${say("licence")} CC BY 4.0.` }));
    made.setAttribute("aria-hidden", "true");
    return made;
  }

  function show(pair, month) {
    place.replaceChildren();
    if (!pair) return;
    numbered(pair);
    denied.clear();
    entries.clear();
    const made = element("div", { className: "dossier" }, inMonth(pair, month), ...pair.sides.map((side) => sideOf(side, month)));
    const neither = (pair.neither || []).filter((line) => data.now.has(line.tie));
    made.append(...below("neither", say("neither_between"), say("neither_note"), neither.map(neitherItem)));
    const expected = pair.expected.filter((name) => data.now.has(name));
    made.append(...below("expected", say("expected_between"), "", expected.map((name) => claimItem(data, name, open))));
    made.append(onPaper());
    made.dataset.a = pair.a;
    made.dataset.b = pair.b;
    if (!data.coded) place.append(element("p", { className: "none note", text: say("columns_note") }));
    place.append(made);
  }

  // Hide lines that are not shown, then whatever holds none any more; each side says how many statements it shows.
  function filter(shown, on) {
    for (const item of all("#dossier .line-item")) item.hidden = !shown.has(item.querySelector("[data-tie]").dataset.tie);
    for (const group of all("#dossier .camp, #dossier .camps, #dossier .alike, #dossier .part, #dossier .held, #dossier .neither")) {
      group.hidden = ![...group.querySelectorAll(".line-item")].some((item) => !item.hidden);
    }
    for (const [made, lines] of entries) {
      const left = lines.filter((line) => shown.has(line.tie));
      if (left.length) tellEntry(made, left);
    }
    for (const side of all("#dossier .side:not(.expected, .month)")) {
      const items = [...side.querySelectorAll(".lines .line-item")].filter((item) => !item.hidden);
      const statements = new Set(items.map((item) => item.querySelector("[data-tie]").dataset.tie));
      side.querySelector(".shown").textContent = on && Number(side.dataset.statements) ? ` ${say("side_shown", { n: number(statements.size), all: number(Number(side.dataset.statements)) })}` : "";
    }
  }

  return { show, filter };
}
