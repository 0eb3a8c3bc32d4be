// What is dated in the month that is asked about: first of all that the dossier says of it, also what the source does
// not name the doer of, what is denied, and what happened between others in the conflicts of the two. What a source of
// the month gives no day for stands with what it is about: the same deed, its cause, its outcome, its denial.

const datedIn = (time, { first, last }) => Boolean(time[0]) && time[0] >= first && Boolean(time[1]) && time[1] <= last;
const toldIn = (time, { first, last }) => !time[0] && time[1] >= first && time[1] <= last;
// So many of them are named in the summary.
const MOST_TOLD = 4;

function makeMonth(data, open) {
  const acting = data.ties.filter((tie) => tie.acts);
  const circle = (pair) => new Set([...pair, ...acting.filter((tie) => pair.includes(tie.target)).map((tie) => tie.agent)]);

  // Claims only: what follows from one of them is told with it, among the lines of the pair.
  function events(section, month) {
    const asked = windowOf(month);
    const near = circle([section.a, section.b]);
    const theatres = new Set(section.sides.flatMap((side) => side.parts.map((part) => part.arena)).filter((arena) => data.arenas[arena].theatre));
    const concerns = (tie) => near.has(tie.agent) || near.has(tie.target) || tie.places.some((place) => theatres.has(place));
    const claims = [...data.ties.filter((tie) => !tie.rule && data.now.has(tie.id)), ...data.loose];
    const known = claims.filter((tie) => (tie.sign || !data.tieOf.has(tie.id)) && concerns(tie));
    const found = new Set(known.filter((tie) => tie.times.some((time) => datedIn(time, asked))));
    let further = known.filter((tie) => tie.times.some((time) => toldIn(time, asked)));
    for (let before = -1; before !== found.size;) {
      before = found.size;
      for (const tie of further.filter((each) => [...found].some((other) => areOnOne(each, other)))) found.add(tie);
      further = further.filter((tie) => !found.has(tie));
    }
    return [...found];
  }

  function areOnOne(tie, other) {
    const linked = ([one, another]) => {
      const claim = data.claims[one.claims[0]];
      return [...claim.disputes, ...claim.triggered_by, ...claim.outcome_of].includes(another.claims[0]);
    };
    const same = (end) => !tie[end] || !other[end] || tie[end] === other[end];
    const isSameDeed = tie.relation === other.relation && tie.target && tie.target === other.target && same("agent") && tie.places.some((place) => other.places.includes(place));
    return isSameDeed || linked([tie, other]) || linked([other, tie]);
  }

  // What several tell alike once, in a source's own voice if one says so itself; each figure is told.
  function once(ties) {
    const byStatement = new Map();
    for (const tie of ties) {
      const claim = data.claims[tie.claims[0]];
      const key = JSON.stringify(claim.figure ? tie.id : [tie.agent, tie.relation, tie.target, tie.places, claim.stance]);
      const known = byStatement.get(key);
      if (!known || (data.claims[known.claims[0]].reported && !claim.reported)) byStatement.set(key, tie);
    }
    return [...byStatement.values()];
  }

  // What is dated in the month in a sentence; figures first.
  function told(section, month, passes) {
    if (!section || !month || data.coded) return "";
    const claimOf = (tie) => data.claims[tie.claims[0]];
    const found = once(events(section, month).filter(passes)).sort((one, other) => claimOf(other).figure - claimOf(one).figure || (claimOf(one).edtf < claimOf(other).edtf ? -1 : 1));
    if (!found.length) return "";
    const texts = found.slice(0, MOST_TOLD).map((tie) => claimOf(tie).text).join("; ");
    const rest = found.length - MOST_TOLD;
    return say("month_tells", { when: monthName(month), texts: rest > 0 ? say("and_more", { texts, n: number(rest) }) : texts });
  }

  function itemOf(tie) {
    const now = data.now.get(tie.id) || tie;
    const claim = data.claims[now.claims[0]];
    const sign = claim.stance === "denies" ? 0 : tie.sign;
    const made = button(`${SIGN_MARKS[sign]}${claim.text}`, () => open(tie.id));
    made.dataset[data.tieOf.has(tie.id) ? "tie" : "claim"] = tie.id;
    const marks = now.marks.filter((mark) => mark.kind !== "possibly").map((mark) => element("span", { className: `tag ${mark.kind}`, text: mark.text }));
    const unnamed = data.tieOf.has(tie.id) || claim.stance === "denies" ? [] : [element("span", { className: "tag", text: say("counts_for_no_pair") })];
    const item = element("li", { className: `event ${SIGN_KINDS[sign]}` }, made, ...marks, ...unnamed,
      element("p", { className: "cite", text: dotted(claim.said, claim.when, bound(claim.paragraphs)) }));
    item.dataset.event = tie.id;
    return item;
  }

  // Conflict by conflict, field by field, day by day.
  function show(section, month) {
    if (!section || !month || data.coded) return null;
    const found = events(section, month);
    const byArena = new Map();
    for (const tie of found) byArena.set(tie.places[0], [...(byArena.get(tie.places[0]) || []), tie]);
    const day = (tie) => data.claims[tie.claims[0]].edtf;
    const order = [...byArena].sort(([one], [other]) => data.arenas[other].theatre - data.arenas[one].theatre || compare(data.arenas[one].label, data.arenas[other].label));
    const heading = element("h2", { text: say("month_events", { month: monthName(month) }) });
    heading.id = "side-month";
    const made = element("section", { className: "side month" }, heading, element("p", { className: "none", text: say(found.length ? "month_events_note" : "month_no_events") }),
      ...order.map(([arena, ties]) => element("div", { className: "part" }, element("h3", { text: data.arenas[arena].label }),
        element("ul", { className: "lines" }, ...ties.sort((one, other) => (day(one) < day(other) ? -1 : 1)).map(itemOf)))));
    made.setAttribute("aria-labelledby", heading.id);
    return made;
  }

  // Hide what the filters do not let through.
  function filter(shown, passes) {
    const loose = new Map(data.loose.map((tie) => [tie.id, tie]));
    const visible = (name) => (loose.has(name) ? passes(loose.get(name)) : shown.has(name));
    for (const item of all("#dossier .event")) item.hidden = !visible(item.dataset.event);
    for (const part of all("#dossier .month .part")) part.hidden = ![...part.querySelectorAll(".event")].some((item) => !item.hidden);
    for (const item of all("section[aria-labelledby='alone-heading'] li")) item.hidden = !visible(item.querySelector("[data-claim]").dataset.claim);
  }

  return { show, filter, told };
}
