// The evidence panel: what is selected, on whose word, where it is written, and why what follows follows.

const SIGN_MARKS = { 1: "+ ", "-1": "− ", 0: "" };
const SIGN_KINDS = { 1: "cooperation", "-1": "conflict", 0: "neither" };
// What is open is named in the address: lines, claims and actors by their own names, which hold no colon.
const ARENA = "arena:";
const SOURCE = "source:";
const arenaId = (names) => `${ARENA}${names.join(",")}`;
const sourceId = (name) => `${SOURCE}${name}`;
const arenasIn = (id) => id.slice(ARENA.length).split(",");

// Whether the page has something of this name to show.
function isKnown(data, id) {
  if (data.tieOf.has(id) || Object.hasOwn(data.claims, id) || Object.hasOwn(data.actors, id)) return true;
  if (id.startsWith(ARENA)) return arenasIn(id).every((name) => Object.hasOwn(data.arenas, name));
  return id.startsWith(SOURCE) && data.sources.some((source) => sourceId(source.id) === id);
}

function makeEvidence(data, on) {
  const panel = byId("evidence");
  const claims = new Map(Object.entries(data.claims));
  const sources = new Map(data.sources.map((source) => [source.id, source]));
  const tieNow = (id) => data.now.get(id) || data.tieOf.get(id);
  let cameFrom = null;

  function open(kind, sign, heading, ...content) {
    const kindLine = byId("evidence-kind");
    kindLine.textContent = kind;
    kindLine.className = `kind ${sign}`;
    byId("evidence-heading").replaceChildren(...inLanguages(heading));
    byId("evidence-heading").removeAttribute("lang");
    byId("evidence-body").replaceChildren(...content.filter(Boolean));
    if (panel.hidden) cameFrom = document.activeElement;
    panel.hidden = false;
    panel.scrollTop = 0;
    byId("evidence-heading").focus({ preventScroll: true });
  }

  function close() {
    if (panel.hidden) return;
    panel.hidden = true;
    on.selected(null);
    if (cameFrom && cameFrom.isConnected) cameFrom.focus({ preventScroll: true });
    cameFrom = null;
  }

  function entry(list, term, ...content) {
    if (!content.length || content[0] === null || content[0] === "") return;
    list.append(element("dt", { text: term }), element("dd", {}, ...content));
  }

  function references(list, term, names) {
    const known = names.filter((name) => claims.has(name));
    if (known.length) entry(list, term, ...known.map((name) => element("div", {}, button(claims.get(name).text, () => show(name)))));
  }

  const tagged = (marks) => marks.map((mark) => element("span", { className: `tag ${mark.kind}`, text: mark.text }));

  const copyQuery = (names, title) => (data.query ? copyButton(say("copy_query"), () => queryOf(data, names, title)) : null);

  // The date in words; as it is recorded, for those who know the code.
  function dated(claim) {
    const made = element("span", { text: claim.when });
    made.title = `EDTF: ${claim.edtf}`;
    return made;
  }

  // What stands in the heading of the panel is not said again.
  function claimCard(name, isHeading = false) {
    const claim = claims.get(name);
    if (claim.coded) return codedCard(claim, data);
    const source = sources.get(claim.source);
    const list = element("dl");
    entry(list, say("on_whose_word"), claim.said);
    entry(list, say("when"), dated(claim));
    entry(list, say("date_from"), inEnglish(claim.basis));
    entry(list, say("what"), claim.detail && element("span", { text: claim.detail }));
    entry(list, say("done_at"), claim.place && element("span", { text: claim.place }));
    entry(list, say("arena"), claim.arenas);
    entry(list, say("found_in"), `¶ ${claim.paragraph} · `, link(source.title, source.url), ` (${source.publisher}, ${source.issued})`);
    entry(list, say("text_read"), source.how_read && element("span", { text: source.how_read }));
    entry(list, say("note"), inEnglish(claim.note));
    references(list, say("repeats"), claim.repeats);
    references(list, say("triggered_by"), claim.triggered_by);
    references(list, say("outcome_of"), claim.outcome_of);
    references(list, say("led_to"), [...claims.keys()].filter((other) => claims.get(other).triggered_by.includes(name)));
    if (!claim.counted) entry(list, say("counted"), say("counted_no"));
    return element("article", { className: `claim ${SIGN_KINDS[claim.sign]}` }, isHeading ? null : element("p", { text: claim.text }), list,
      copyButton(say("copy_citation"), () => claim.citation), copyQuery([name], claim.text));
  }

  function claimCards(name, isHeading = false) {
    const others = claims.get(name).disputes.filter((other) => claims.has(other));
    if (!others.length) return [claimCard(name, isHeading)];
    const both = element("div", { className: "versus" }, claimCard(name), element("div", {}, ...others.map((other) => claimCard(other))));
    return [element("p", { text: say("contradiction") }), both];
  }

  // A proof as a tree: what follows, by which rule, from what; at its ends the claims.
  function proofTree(step, part, unfolded) {
    const lead = part ? element("span", { className: "part", text: `${part}: ` }) : null;
    if (step.claim) {
      const claim = claims.get(step.claim);
      const cite = element("span", { className: "why", text: dotted(claim.said, claim.when, claim.paragraphs) });
      return element("li", { className: SIGN_KINDS[claim.sign] }, lead, button(claim.text, () => show(step.claim)), cite);
    }
    const proof = data.proofs[step.proof];
    const rule = data.rules[proof.rule] || { label: proof.rule, definition: "", parts: [] };
    const branches = proof.premises.map((premise, index) => proofTree(premise, (rule.parts || [])[index], true));
    const tree = element("details", {},
      element("summary", {}, lead, element("span", { text: proof.text })),
      element("p", { className: "why", text: `${say("by_rule", { rule: rule.label })}: ${rule.definition}` }),
      element("ul", {}, ...branches));
    tree.open = unfolded;
    return element("li", {}, tree);
  }

  function proofsOf(tie) {
    const count = tie.proofs.length;
    if (!count) return [];
    const title = count === 1 ? say("why_one") : say("why_many", { n: count });
    const trees = tie.proofs.map((proof, index) => proofTree({ proof }, count > 1 ? say("proof", { n: index + 1 }) : "", index === 0));
    return [element("h3", { text: title }), element("ul", { className: "proof" }, ...trees)];
  }

  function tieItem(id) {
    const tie = tieNow(id);
    const cite = element("span", { className: "why", text: dotted(tie.said, tie.when, tie.paragraphs) });
    return element("li", { className: SIGN_KINDS[tie.sign] }, button(`${SIGN_MARKS[tie.sign]}${tie.text}`, () => show(id)), ...tagged(tie.marks), cite);
  }

  const names = (a, b) => ({ a: data.actors[a].label, b: data.actors[b].label });
  const pairButton = (a, b) => button(say("in_the_middle", names(a, b)), () => on.focus([a, b]), "small");

  function neighbours(tie) {
    const same = data.ties.filter((other) => other.id !== tie.id && data.now.has(other.id) && joins(other, tie.agent, tie.target));
    if (!same.length) return null;
    return folded(say("other_lines", { n: same.length }), element("ul", { className: "others" }, ...same.map((other) => tieItem(other.id))));
  }

  function lineCitation(tie) {
    const rule = (data.rules[tie.rule] || { label: tie.rule }).label;
    const rests = tie.claims.map((name) => claims.get(name).citation).join("\n");
    return `${say("derived_citation", { text: tie.text, when: tie.when, rule })}\n${rests}`;
  }

  // What was found by its words need not be of the month that is looked at.
  function outside(id) {
    if (data.now.has(id)) return [];
    return [element("p", { className: "outside" }, element("span", { text: `${say("outside_month", { month: monthName(on.month()) })} ` }), button(say("time_reset"), () => on.anyDate(id), "small"))];
  }

  function showTie(tie) {
    const kind = `${say(`kind_${tie.sign}`)} · ${say(`look_${tie.look}`)}${tie.counted ? "" : ` · ${say("not_counted")}`}`;
    const content = [];
    if (tie.proofs.length) {
      content.push(
        element("p", { text: say("evidence_line", { arenas: tie.arenas, when: tie.when, word: tie.cited, paragraphs: tie.paragraphs }) }),
        element("p", {}, ...tagged(tie.marks)),
        ...proofsOf(tie),
        copyButton(say("copy_citation"), () => lineCitation(tie)),
        copyQuery(tie.claims, tie.text),
        folded(say("all_claims", { n: tie.claims.length }), ...tie.claims.map((name) => claimCard(name))),
      );
    } else content.push(...tie.claims.flatMap((name) => claimCards(name, claims.get(name).text === tie.text)));
    open(kind, SIGN_KINDS[tie.sign], tie.text, ...outside(tie.id), ...content, neighbours(tie), pairButton(tie.agent, tie.target));
    on.selected(tie.id);
  }

  function showTies(ids) {
    if (ids.length < 2) {
      ids.forEach(show);
      return;
    }
    const tie = data.tieOf.get(ids[0]);
    const heading = say("pair_lines", { ...names(tie.agent, tie.target), statements: many("statement", ids.length) });
    const rests = ids.flatMap((id) => tieNow(id).claims);
    open(say(`kind_${tie.sign}`), SIGN_KINDS[tie.sign], heading, element("ul", { className: "others" }, ...ids.map(tieItem)), copyQuery(rests, heading), pairButton(tie.agent, tie.target));
    on.selected(ids[0]);
  }

  // Lines by their sign, each sign under a heading that counts them.
  function bySign(ties, titleOf = (sign) => say(`kind_${sign}`)) {
    return [1, -1, 0].flatMap((sign) => {
      const found = ties.filter((tie) => tie.sign === sign);
      if (!found.length) return [];
      return [element("h3", { text: say("sign_lines", { sign: titleOf(sign), statements: many("statement", found.length) }) }),
        element("ul", { className: "others" }, ...found.map((tie) => tieItem(tie.id)))];
    });
  }

  const holding = (test) => data.ties.filter((tie) => data.now.has(tie.id) && test(tie));
  const queryFor = (ties, title) => (ties.length ? copyQuery(ties.flatMap((tie) => tieNow(tie.id).claims), title) : null);

  // A field or a conflict: what unites and what divides the pair there, then what all others do there.
  function showArenas(names) {
    const pair = on.pair();
    const here = holding((tie) => tie.places.some((name) => names.includes(name)));
    const own = pair ? here.filter((tie) => joins(tie, ...pair)) : [];
    const others = here.filter((tie) => !own.includes(tie) && !tie.rule);
    const heading = names.map((name) => data.arenas[name].label).join(" · ");
    const title = pair && own.length ? `${heading}: ${say("and", { a: data.actors[pair[0]].label, b: data.actors[pair[1]].label })}` : heading;
    const sides = { 1: say("unites"), "-1": say("divides"), 0: say("kind_0") };
    const rest = others.length && own.length ? [folded(say("others_here", { n: number(others.length) }), ...bySign(others))] : bySign(others);
    open(say("evidence_arena"), "neither", title, ...bySign(own, (sign) => sides[sign]), ...rest, here.length ? queryFor([...own, ...others], title) : element("p", { text: say("nothing_then") }));
    on.selected(arenaId(names));
  }

  // A source: what it is, and the lines for which it is cited.
  function showSource(name) {
    const source = sources.get(name);
    const own = holding((tie) => !tie.rule && tie.claims.some((claim) => data.claims[claim].source === name));
    const alone = [...data.no_pair, ...data.not_counted].filter((claim) => data.claims[claim].source === name);
    const list = element("dl");
    entry(list, say("source"), say("source_line", source));
    entry(list, say("origin"), link(source.url || source.origin || "", source.url));
    const more = alone.length ? [element("h3", { text: `${say("recorded")}: ${many("claim", alone.length)}` }), element("ul", { className: "others" }, ...alone.map((claim) => claimItem(data, claim, show)))] : [];
    open(say("source"), "neither", source.title, list, ...bySign(own), ...more, queryFor(own, source.title));
    byId("evidence-heading").lang = "en";
    on.selected(sourceId(name));
  }

  function showActor(name) {
    const actor = data.actors[name];
    const own = holding((tie) => tie.agent === name || tie.target === name);
    const lists = bySign(own);
    const partners = [...new Set(own.map((tie) => otherEnd(tie, name)))].sort((one, other) => compare(data.actors[one].label, data.actors[other].label));
    const pairs = element("div", { className: "pairs" }, ...partners.map((other) => button(data.actors[other].label, () => on.focus([name, other]), "small")));
    const about = actor.description ? element("p", {}, inEnglish(actor.description)) : null;
    const chooser = partners.length ? [element("h3", { text: say("and_whom", { actor: actor.label }) }), pairs] : [];
    open(say("evidence_actor"), "neither", actor.label, about, ...chooser, ...lists, queryFor(own, actor.label));
    on.selected(name);
  }

  // Whatever has this name: a line, a claim, an actor, an arena, a source.
  function show(name) {
    if (!isKnown(data, name)) return;
    if (data.tieOf.has(name)) showTie(tieNow(name));
    else if (claims.has(name)) {
      const claim = claims.get(name);
      open(say(claim.counted ? "evidence_no_pair" : "evidence_not_counted"), SIGN_KINDS[claim.sign], claim.text, ...claimCards(name, true));
      on.selected(name);
    } else if (Object.hasOwn(data.actors, name)) showActor(name);
    else if (name.startsWith(ARENA)) showArenas(arenasIn(name));
    else showSource(name.slice(SOURCE.length));
  }

  byId("evidence-close").addEventListener("click", close);
  return { show, showTies, close };
}
