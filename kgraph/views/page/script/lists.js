// What the page says in words besides the dossier: every line of the graph, what is in no line, and about these data.

function makeLists(data, open, mark) {
  const body = byId("ties").tBodies[0];
  const rows = new Map(data.ties.map((tie) => {
    const made = button("", () => open(tie.id));
    made.dataset.tie = tie.id;
    made.addEventListener("focus", () => { if (byId("evidence").hidden) mark(tie.id); });
    const heading = element("th", {}, made);
    heading.scope = "row";
    const sign = element("td", { className: SIGN_KINDS[tie.sign], text: say(`sign_${tie.sign}`) });
    const row = element("tr", {}, heading, sign, element("td", { text: tie.arenas }), element("td"), element("td", { text: tie.when }), element("td"), element("td"));
    return [tie.id, row];
  }));
  body.append(...rows.values());
  let told;

  function tell(month) {
    if (month === told) return;
    told = month;
    for (const [id, row] of rows) {
      const tie = data.now.get(id);
      if (!tie) continue;
      const further = tie.marks.filter((mark) => mark.kind === "possibly").map((mark) => `; ${mark.text}`).join("");
      row.querySelector("button").replaceChildren(...inLanguages(tie.text));
      row.cells[3].textContent = `${say(`look_${tie.look}`)}${further}${tie.counted ? "" : `; ${say("not_counted")}`}`;
      row.cells[5].textContent = tie.said;
      row.cells[6].textContent = tie.paragraphs;
    }
  }

  body.addEventListener("keydown", (event) => {
    const step = { ArrowDown: "nextElementSibling", ArrowUp: "previousElementSibling" }[event.key];
    if (!step) return;
    let row = event.target.closest("tr")[step];
    while (row && row.hidden) row = row[step];
    if (!row) return;
    event.preventDefault();
    row.querySelector("button").focus();
  });

  function filter(shown, month) {
    tell(month);
    for (const [id, row] of rows) row.hidden = !shown.has(id);
  }

  for (const [heading, names] of [["alone-heading", data.no_pair], ["not-counted-heading", data.not_counted]]) {
    const section = byId(heading).parentElement;
    section.hidden = !names.length;
    section.querySelector("ul").append(...names.map((name) => claimItem(data, name, open)));
  }
  byId("line-counts").textContent = `${data.counts}.`;
  return { filter };
}

function fillAbout(data) {
  byId("about-counts").textContent = say("about_counts", { claims: many("claim", Object.keys(data.claims).length), actors: many("actor", Object.keys(data.actors).length) });
  const entry = (term, content) => (content ? [element("dt", { text: term }), element("dd", {}, content)] : []);
  byId("about-sources").append(...data.sources.flatMap((source) => [
    element("h3", {}, inEnglish(source.title) || ""),
    element("dl", {},
      ...entry(say("source"), say("source_line", source)),
      ...entry(say("document"), inEnglish(source.kind)),
      ...entry(say("creators"), source.creators.join(", ")),
      ...entry(say("origin"), source.url ? link(source.url, source.url) : inEnglish(source.origin)),
      ...entry(say("rights"), inEnglish(source.rights)),
      ...entry(say("locator"), inEnglish(source.locator)),
      ...entry(say("note"), inEnglish(source.note))),
  ]));
  byId("about-rules").append(...Object.values(data.rules).flatMap((rule) => entry(rule.label, rule.definition)));
}
