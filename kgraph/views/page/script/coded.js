// Where lines count coded events: how many in a month, and what stands in the page for what only claims have.

// How many events a line counts; a line of claims is one.
const eventsOf = (tie) => tie.events ?? 1;
// What a number on a line says.
const numberOf = (tie) => tie.number ?? eventsOf(tie);
// What a line weighs in measures over deeds and words.
const weightOf = (tie) => eventsOf(tie) * (tie.unit ?? 1);

// The events of a month, or of its year in a table by years; undefined if there are none.
const eventsIn = (thing, month) => thing.months[month] ?? thing.months[month.slice(0, 4)];

function codedAsOf(data, thing, month) {
  const count = eventsIn(thing, month);
  if (count === undefined) return null;
  if (thing.rule !== null || !data) return thing;
  const [a, b] = [thing.agent, thing.target].map((name) => data.actors[name].label);
  const words = { a, b, events: many("event", count), class: thing.class, arena: data.arenas[thing.places[0]].word };
  return { ...thing, events: count, number: count, when: monthName(month), text: say(thing.symmetric ? "coded_both" : "coded_one", words) };
}

// Take away what no event has: speakers, expectations, claims to be asked for.
function fitToEvents() {
  for (const word of ["legend_neut", "legend_expected", "legend_derived_report"]) {
    const found = document.querySelector(`.legend [data-w="${word}"]`);
    if (found) found.closest("li").remove();
  }
  byId("filter-basis").querySelector('[value="expected"]').remove();
  byId("filter-way").closest("label").remove();
  for (const name of ["relation", "source", "speaker"]) byId(`filter-${name}`).remove();
  byId("save-jsonld").remove();
}

function codedCard(claim, data) {
  const { events, reports, share, done, months, rows, command, values, terms } = claim.coded;
  const list = element("dl");
  const entry = (term, ...content) => {
    if (content[0]) list.append(element("dt", { text: say(term) }), element("dd", {}, ...content));
  };
  entry("coded_events", number(events));
  entry("coded_reports", number(reports));
  entry("coded_share", share);
  entry("on_whose_word", claim.said);
  entry("when", claim.when);
  entry("where", claim.arenas);
  entry("coded_done", done);
  entry("coded_months", Object.entries(months).map(([month, count]) => `${month}: ${number(count)}`).join(" · "));
  entry("coded_rows", rows ? say("coded_rows_of", { rows }) : "");
  entry("coded_command", element("code", { text: command, lang: "en" }));
  entry("found_in", inEnglish(claim.source));
  entry("coded_terms", inEnglish(terms));
  if (!values) entry("coded_query", say("coded_no_query"));
  return element("article", { className: `claim ${SIGN_KINDS[claim.sign]}` }, element("p", { text: claim.text }), list,
    copyButton(say("coded_copy"), () => command), copyButton(say("copy_citation"), () => claim.citation),
    values ? copyButton(say("copy_query"), () => aggregatesQuery(data, claim)) : null);
}

// The query of the aggregates behind a line; `kgraph ask --events` answers it.
function aggregatesQuery(data, claim) {
  const about = say("coded_query_about", { title: claim.text, source: claim.source }).replace(/\s+/g, " ");
  return `# ${about}\n${data.aggregates.replace("{ }", () => `{ ${claim.coded.values} }`)}`;
}

// Headline and summary of the lines that are shown.
function makeCodedStory(data) {
  const pairOf = ([a, b]) => capital(say("and", { a: data.actors[a].name, b: data.actors[b].name }));

  function titleOf(pair, lines) {
    const [plus, minus] = [1, -1].map((sign) => lines.filter((line) => line.sign === sign && eventsOf(line.tie)));
    const told = (found, word) => (found.every((line) => line.tie.look === "reported") ? say("reportedly", { words: say(word) }) : say(word));
    const found = [...(plus.length ? [told(plus, "are_partners")] : []), ...(minus.length ? [told(minus, "are_rivals")] : [])];
    if (!found.length) return pairOf(pair);
    return `${pairOf(pair)}: ${found.length > 1 ? say("at_once", { a: found[0], b: found[1] }) : found[0]}`;
  }

  function summaryOf(pair, lines) {
    const sum = (wanted) => number(lines.filter(wanted).reduce((total, line) => total + eventsOf(line.tie), 0));
    const isDeed = (line) => line.tie.look === "stated";
    const numbers = { plus: sum((line) => line.sign > 0), minus: sum((line) => line.sign < 0), plus_material: sum((line) => line.sign > 0 && isDeed(line)), minus_material: sum((line) => line.sign < 0 && isDeed(line)) };
    const all = lines.reduce((total, line) => total + eventsOf(line.tie), 0);
    return all ? say("summary", { events: many("event", all), ...numbers }) : "";
  }

  return { pairOf, titleOf, summaryOf };
}
