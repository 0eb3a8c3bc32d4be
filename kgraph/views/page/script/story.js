// Headline and summary of the lines that are shown: the same as `kgraph.views.page.story` makes of a whole dossier.

const UNITING = ["cooperate", "support", "contact", "truce"];
const DIVIDING = ["rivals", "conflict", "against", "odds", "camps", "thirds"];
const DIRECTED = ["support", "against"];
const CARRIED = { partners: ["cooperate", "support"], supporter: ["support"] };

function inARow(names) {
  return names.length < 2 ? names.join("") : say("and", { a: names.slice(0, -1).join(", "), b: names[names.length - 1] });
}

// What a line rests on, [reported, hedged, rule, speakers], the strongest first.
function byStrength(one, other) {
  for (let at = 0; at < 4; at += 1) if (one[at] !== other[at]) return one[at] < other[at] ? -1 : 1;
  return 0;
}

function makeStory(data) {
  const pairOf = ([a, b]) => capital(say("and", { a: data.actors[a].name, b: data.actors[b].name }));

  function unite(lines) {
    const ways = new Set(lines.map((line) => line.way));
    const backers = new Set(lines.filter((line) => line.way === "support").map((line) => line.tie.agent));
    if (ways.has("cooperate") || backers.size > 1) return "partners";
    return backers.size ? "supporter" : ["contact", "truce"].find((way) => ways.has(way)) || "";
  }

  const divide = (lines) => DIVIDING.find((way) => lines.some((line) => line.way === way)) || "";

  function wordOf(lines, key) {
    if (!key) return "";
    const found = lines.filter((line) => (CARRIED[key] || [key]).includes(line.way)).map((line) => line.tie.rests);
    const plain = say(`are_${key}`);
    const text = found.every((rests) => rests[2] === 2) ? say("inferred", { words: plain }) : plain;
    return found.every((rests) => rests[0]) ? say("reportedly", { words: text }) : text;
  }

  function titleOf(pair, lines) {
    const keys = [unite(lines), divide(lines)];
    const [uniting, dividing] = keys.map((key) => wordOf(lines, key));
    if (!uniting && !dividing) return pairOf(pair);
    if (!uniting || !dividing) return `${pairOf(pair)}: ${uniting || dividing}`;
    const key = keys[0] === "partners" && keys[1] === "rivals" ? "at_once" : "yet";
    return `${pairOf(pair)}: ${say(key, { a: uniting, b: dividing })}`;
  }

  const dayOf = (times, at) => (times.some((time) => !time[at]) ? "" : times.map((time) => time[at]).sort().at(-at));
  const claimsOf = (tie) => (tie.rule ? tie.claims : tie.claims.slice(0, 1));
  const timesOf = (tie) => (tie.rule ? tie.times : tie.times.slice(0, 1));
  const lastOf = ({ tie }) => dayOf(timesOf(tie), 1);
  const sourceOf = new Map(data.sources.map((source) => [source.id, source]));
  const newestOf = (lines) => lines.flatMap(({ tie }) => claimsOf(tie).map((name) => sourceOf.get(data.claims[name].source)))
    .reduce((newest, source) => (newest && newest.day >= source.day ? newest : source), null);

  // The years of lines that are over; those that have no beginning apart.
  function yearsOf(lines) {
    const firstOf = ({ tie }) => dayOf(timesOf(tie), 0);
    const [begun, others] = [lines.filter(firstOf), lines.filter((line) => !firstOf(line))];
    const latest = (found) => found.map(lastOf).sort().at(-1).slice(0, 4);
    const found = others.length ? [say("years_up_to", { year: latest(others) })] : [];
    if (begun.length) {
      const [first, last] = [begun.map(firstOf).sort()[0].slice(0, 4), latest(begun)];
      found.unshift(first === last ? first : `${first}–${last}`);
    }
    return found.join("; ");
  }

  function partOf(arenas, rests, years, friendly) {
    const placeOf = (name) => (years ? say("in_years", { place: data.arenas[name].place, years: years.get(name) }) : data.arenas[name].place);
    const [fields, conflicts] = [false, true].map((theatre) => inARow(arenas.filter((name) => data.arenas[name].theatre === theatre).map(placeOf)));
    const told = [fields && say(friendly ? "where_fields_on" : "where_fields", { names: fields }), conflicts && say("where_conflicts", { names: conflicts })];
    const where = told[0] && told[1] ? say("where_both", { fields: told[0], conflicts: told[1] }) : told[0] || told[1];
    const notes = [
      ...(rests[2] ? [say(rests[2] === 2 ? "note_rule" : "note_acting")] : []),
      ...(rests[0] ? [say("note_going_by", { speakers: rests[3] })] : []),
      ...(rests[1] ? [say("note_hedged")] : [])];
    return notes.length ? `${where} (${notes.join("; ")})` : where;
  }

  function partsOf(lines, dated) {
    const strongest = new Map();
    for (const { arena, tie } of lines) {
      if (!strongest.has(arena) || byStrength(tie.rests, strongest.get(arena)) < 0) strongest.set(arena, tie.rests);
    }
    const groups = new Map();
    for (const [arena, rests] of [...strongest].sort(([one], [other]) => (one < other ? -1 : 1))) {
      const key = JSON.stringify(rests);
      groups.set(key, [...(groups.get(key) || []), arena]);
    }
    const years = dated ? new Map([...strongest.keys()].map((arena) => [arena, yearsOf(lines.filter((line) => line.arena === arena))])) : null;
    return [...groups].map(([key, arenas]) => [JSON.parse(key), arenas]).sort(([one], [other]) => byStrength(one, other))
      .map(([rests, arenas]) => partOf(arenas, rests, years, UNITING.includes(lines[0].way)));
  }

  function sentenceOf(pair, lines, ends, over) {
    const [agent, target] = ends ? ends.map((name) => data.actors[name].name) : ["", ""];
    const key = `${over ? "past" : pair ? "way" : "more"}_${lines[0].way}`;
    const thirds = inARow([...new Set(lines.flatMap((line) => line.tie.clients))].sort().map((name) => data.actors[name].name));
    return `${capital(say(key, { thirds, pair: pair || say("they"), where: partsOf(lines, over).join("; "), agent, target }))}.`;
  }

  // Empty if nothing that is shown ties the two. In a month, nothing is over.
  function summaryOf(pair, lines, dated) {
    const sentences = [];
    const newest = dated ? newestOf(lines) : null;
    const told = new Set();
    for (const way of [...UNITING, ...DIVIDING]) {
      const sign = UNITING.includes(way) ? "+" : "-";
      const found = lines.filter((line) => line.way === way && (way === "camps" || !told.has(sign + line.arena)));
      for (const line of found) told.add(sign + line.arena);
      const endsOf = (line) => JSON.stringify([line.tie.agent, line.tie.target]);
      for (const each of DIRECTED.includes(way) ? [...new Set(found.map(endsOf))].sort() : [null]) {
        const ofEnds = found.filter((line) => each === null || endsOf(line) === each);
        const lasting = new Set(ofEnds.filter((line) => !newest || !lastOf(line) || lastOf(line) >= newest.day).map((line) => line.arena));
        for (const over of [false, true]) {
          const then = ofEnds.filter((line) => lasting.has(line.arena) !== over);
          if (then.length) sentences.push(sentenceOf(sentences.length ? "" : pairOf(pair), then, each && JSON.parse(each), over));
        }
      }
    }
    const has = (...ways) => lines.some((line) => ways.includes(line.way));
    if (has("truce") && !has("rivals", "conflict")) sentences.push(say("truce_implies"));
    const text = sentences.join(" ");
    return newest ? say("as_told", { when: newest.month, text }) : text;
  }

  return { pairOf, titleOf, summaryOf };
}
