// The evidence panel: what is selected, on whose word, where it is written, and why what follows follows.

const SIGN_WORDS = { 1: "+ Cooperation", "-1": "− Conflict", 0: "Neither cooperation nor conflict" };
const SIGN_MARKS = { 1: "+ ", "-1": "− ", 0: "" };
const SIGN_KINDS = { 1: "cooperation", "-1": "conflict", 0: "neither" };

function makeEvidence(data, on) {
  const panel = byId("evidence");
  const claims = new Map(Object.entries(data.claims));
  const sources = new Map(data.sources.map((source) => [source.id, source]));
  let cameFrom = null;

  function open(kind, sign, heading, ...content) {
    const kindLine = byId("evidence-kind");
    kindLine.textContent = kind;
    kindLine.className = `kind ${sign}`;
    byId("evidence-heading").textContent = heading;
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

  function copyButton(what, text) {
    const said = element("span", { className: "copied" });
    said.setAttribute("role", "status");
    const field = element("textarea", { className: "copy-text", label: what });
    field.readOnly = true;
    field.value = text;
    field.hidden = true;
    const byHand = () => {
      field.hidden = false;
      field.select();
      said.textContent = "Marked below: copy it with your keyboard.";
    };
    const copy = async () => {
      try {
        await navigator.clipboard.writeText(text);
        said.textContent = "Copied.";
      } catch {
        byHand(); // The browser forbids it, or has no clipboard.
      }
    };
    return element("div", { className: "copy" }, button(`Copy ${what}`, copy, "small"), said, field);
  }

  function claimCard(name) {
    const claim = claims.get(name);
    const source = sources.get(claim.source);
    const list = element("dl");
    entry(list, "On whose word", claim.said);
    entry(list, "When", `${claim.when} `, element("code", { text: claim.edtf }));
    entry(list, "Date from", claim.basis);
    entry(list, "What", claim.detail);
    entry(list, "Where", claim.arenas);
    entry(list, "Found in", `¶ ${claim.paragraph} of `, link(source.title, source.url), ` (${source.publisher}, ${source.issued})`);
    entry(list, "Note", claim.note);
    references(list, "Repeats, and counts once with it", claim.repeats);
    references(list, "Triggered by", claim.triggered_by);
    references(list, "Outcome of", claim.outcome_of);
    references(list, "Led to", [...claims.keys()].filter((other) => claims.get(other).triggered_by.includes(name)));
    if (!claim.counted) entry(list, "Counted", "No, not in this view");
    return element("article", { className: `claim ${SIGN_KINDS[claim.sign]}` }, element("p", { text: claim.text }), list, copyButton("citation", claim.citation));
  }

  function claimCards(name) {
    const others = claims.get(name).disputes;
    if (!others.length) return [claimCard(name)];
    const both = element("div", { className: "versus" }, claimCard(name), element("div", {}, ...others.map(claimCard)));
    return [element("p", { text: "The speakers contradict each other:" }), both];
  }

  // A proof as a tree: what follows, by which rule, from what; at its ends the claims.
  function proofTree(step, part, unfolded) {
    const lead = part ? element("span", { className: "part", text: `${part}: ` }) : null;
    if (step.claim) {
      const claim = claims.get(step.claim);
      const cite = element("span", { className: "why", text: `${claim.said} · ${claim.when} · ¶ ${claim.paragraph}` });
      return element("li", { className: SIGN_KINDS[claim.sign] }, lead, button(claim.text, () => show(step.claim)), cite);
    }
    const proof = data.proofs[step.proof];
    const rule = data.rules[proof.rule] || { label: proof.rule, definition: "", parts: [] };
    const branches = proof.premises.map((premise, index) => proofTree(premise, (rule.parts || [])[index], true));
    const tree = element("details", {},
      element("summary", {}, lead, element("span", { text: proof.text })),
      element("p", { className: "why", text: `follows by the rule “${rule.label}”: ${rule.definition}` }),
      element("ul", {}, ...branches));
    tree.open = unfolded;
    return element("li", {}, tree);
  }

  function proofsOf(tie) {
    const count = tie.proofs.length;
    if (!count) return [];
    const title = count === 1 ? "Why this follows" : `Why this follows: ${count} proofs, each enough by itself`;
    const trees = tie.proofs.map((proof, index) => proofTree({ proof }, count > 1 ? `Proof ${index + 1}` : "", index === 0));
    return [element("h3", { text: title }), element("ul", { className: "proof" }, ...trees)];
  }

  function tieItem(id) {
    const tie = data.tieOf.get(id);
    const cite = element("span", { className: "why", text: `${tie.said} · ${tie.when} · ${tie.paragraphs}` });
    return element("li", { className: SIGN_KINDS[tie.sign] }, button(`${SIGN_MARKS[tie.sign]}${tie.text}`, () => show(id)), ...tagged(tie.marks), cite);
  }

  const pairButton = (a, b) => button(`${data.actors[a].label} and ${data.actors[b].label} in the middle`, () => on.focus([a, b]), "small");

  function neighbours(tie) {
    const same = data.ties.filter((other) => other.id !== tie.id && joins(other, tie.agent, tie.target));
    if (!same.length) return null;
    return folded(`Other lines between these two (${same.length})`, element("ul", { className: "others" }, ...same.map((other) => tieItem(other.id))));
  }

  function lineCitation(tie) {
    const rule = (data.rules[tie.rule] || { label: tie.rule }).label;
    const rests = tie.claims.map((name) => claims.get(name).citation).join("\n");
    return `${tie.text} (${tie.when}). Derived by kgraph, rule “${rule}”, from:\n${rests}`;
  }

  function showTie(tie) {
    const kind = `${SIGN_WORDS[tie.sign]} · ${data.looks[tie.look]}${tie.counted ? "" : " · not counted"}`;
    const content = [];
    if (tie.proofs.length) {
      content.push(
        element("p", { text: `${tie.arenas} · ${tie.when} · on the word of ${tie.said} · ${tie.paragraphs}` }),
        element("p", {}, ...tagged(tie.marks)),
        ...proofsOf(tie),
        copyButton("citation", lineCitation(tie)),
        folded(`All claims it rests on (${tie.claims.length})`, ...tie.claims.map(claimCard)),
      );
    } else content.push(...tie.claims.flatMap(claimCards));
    open(kind, SIGN_KINDS[tie.sign], tie.text, ...content, neighbours(tie), pairButton(tie.agent, tie.target));
    on.selected(tie.id);
  }

  function showTies(ids) {
    if (ids.length < 2) {
      ids.forEach(show);
      return;
    }
    const tie = data.tieOf.get(ids[0]);
    const heading = `${data.actors[tie.agent].label} and ${data.actors[tie.target].label}: ${ids.length} lines`;
    open(SIGN_WORDS[tie.sign], SIGN_KINDS[tie.sign], heading, element("ul", { className: "others" }, ...ids.map(tieItem)), pairButton(tie.agent, tie.target));
    on.selected(ids[0]);
  }

  function showActor(name) {
    const actor = data.actors[name];
    const own = data.ties.filter((tie) => tie.agent === name || tie.target === name);
    const lists = [1, -1, 0].flatMap((sign) => {
      const found = own.filter((tie) => tie.sign === sign);
      if (!found.length) return [];
      return [element("h3", { text: `${SIGN_WORDS[sign]}: ${found.length} ${found.length === 1 ? "line" : "lines"}` }),
        element("ul", { className: "others" }, ...found.map((tie) => tieItem(tie.id)))];
    });
    const partners = [...new Set(own.map((tie) => otherEnd(tie, name)))].sort((one, other) => (data.actors[one].label < data.actors[other].label ? -1 : 1));
    const pairs = element("div", { className: "pairs" }, ...partners.map((other) => button(data.actors[other].label, () => on.focus([name, other]), "small")));
    const about = actor.description ? element("p", { text: actor.description }) : null;
    const chooser = partners.length ? [element("h3", { text: `${actor.label} and whom? Choose who stands opposite` }), pairs] : [];
    open("Actor", "neither", actor.label, about, ...chooser, ...lists);
    on.selected(name);
  }

  // Whatever has this name: a line, a claim, an actor.
  function show(name) {
    if (data.tieOf.has(name)) showTie(data.tieOf.get(name));
    else if (claims.has(name)) {
      const claim = claims.get(name);
      open(claim.counted ? "Counts for no pair" : "Not counted in this view", SIGN_KINDS[claim.sign], claim.text, ...claimCards(name));
      on.selected(name);
    } else if (Object.hasOwn(data.actors, name)) showActor(name);
  }

  byId("evidence-close").addEventListener("click", close);
  return { show, showTies, close };
}
