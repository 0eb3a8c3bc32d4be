// Headline and summary: as they were made for all dates, or made here for a month, from the lines that then hold.

const THROUGH = ["proxy-rival", "opposed-client", "through-client"];

function makeHeadline(data) {
  const linesOf = (pair) => pair.sides.flatMap((side) => side.parts.flatMap((part) => part.lines.map((line) => ({ ...line, arena: part.arena, sign: side.kind === "unites" ? 1 : -1 }))));
  const both = (pair) => say("and", { a: data.actors[pair[0]].name, b: data.actors[pair[1]].name });

  // No expectation makes a headline.
  function standing(pair) {
    return linesOf(pair).flatMap((line) => {
      const tie = data.now.get(line.tie);
      return tie && !tie.marks.some((mark) => mark.kind === "expected") ? [{ ...line, tie }] : [];
    });
  }

  function titleOf(pair, lines) {
    const named = capital(both(pair));
    const told = (found, word) => (found.every((line) => line.tie.marks.some((mark) => mark.kind === "reported")) ? say("reportedly", { words: word }) : word);
    const [unites, divides] = [1, -1].map((sign) => lines.filter((line) => line.sign === sign));
    const indirect = divides.every((line) => THROUGH.includes(line.tie.rule));
    const found = [];
    if (unites.length) found.push(told(unites, say("partners")));
    if (divides.length) {
      const word = say(unites.length || divides.some((line) => line.way === "rivals") ? "rivals" : "at_odds");
      found.push(told(divides, indirect ? say("through_others", { words: word }) : word));
    }
    if (!found.length) return named;
    if (found.length === 1) return `${named}: ${found[0]}`;
    const joined = say("and", { a: found[0], b: found[1] });
    return `${named}: ${indirect ? joined : say("at_once", { words: joined })}`;
  }

  function summaryOf(pair, lines) {
    const told = new Set();
    const sentences = ["cooperate", "rivals", "odds", "camps", "thirds"].flatMap((way) => {
      const arenas = [...new Set(lines.filter((line) => line.way === way).map((line) => line.arena))].filter((arena) => way === "cooperate" || !told.has(arena));
      if (!arenas.length) return [];
      if (way !== "cooperate") arenas.forEach((arena) => told.add(arena));
      const names = arenas.map((arena) => [data.arenas[arena].theatre, data.arenas[arena].word]).sort(([one, a], [other, b]) => one - other || compare(a, b));
      return [`${say(`way_${way}`, { arenas: names.map(([, label]) => label).join(", ") })}.`];
    });
    return sentences.join(" ") || say("nothing_then");
  }

  // Of a pair, or of the whole graph where there is none.
  function show(pair, section, month) {
    let [title, summary] = [say("whole_title"), `${data.counts}.`];
    if (pair && section && !month) [title, summary] = [section.title, section.summary];
    else if (pair && section) {
      const lines = standing(section);
      [title, summary] = [titleOf(pair, lines), summaryOf(pair, lines)];
    } else if (pair) [title, summary] = [capital(both(pair)), say("nothing_ties", { pair: both(pair) })];
    if (month) title = say("then", { when: capital(monthName(month)), text: title });
    byId("title").textContent = title;
    byId("summary").textContent = summary;
    document.title = title;
  }

  return { show, linesOf };
}
