// Where lines count coded events: how many in a month, and what stands in the page for what only claims have.

// How many events a line counts; a line of claims is one.
const eventsOf = (tie) => tie.events ?? 1;
// What a number on a line says.
const numberOf = (tie) => tie.number ?? eventsOf(tie);
// What a line weighs in measures over deeds and words.
const weightOf = (tie) => eventsOf(tie) * (tie.unit ?? 1);

// The events of a month, or of its year in a table by years; undefined if there are none.
const inMonth = (thing, month) => thing.months[month] ?? thing.months[month.slice(0, 4)];

function codedAsOf(data, thing, month) {
  const count = inMonth(thing, month);
  if (count === undefined) return null;
  if (thing.rule !== null || !data) return thing;
  const [a, b] = [thing.agent, thing.target].map((name) => data.actors[name].label);
  const words = { a, b, events: many("event", count), class: thing.class, arena: data.arenas[thing.places[0]].word };
  return { ...thing, events: count, number: count, text: say(thing.symmetric ? "coded_both" : "coded_one", words) };
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

function codedCard(claim) {
  const { events, reports, share, done, months, rows, command, terms } = claim.coded;
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
  return element("article", { className: `claim ${SIGN_KINDS[claim.sign]}` }, element("p", { text: claim.text }), list,
    copyButton(say("coded_copy"), () => command), copyButton(say("copy_citation"), () => claim.citation));
}
