// Filters: which lines are shown, in the picture, in the dossiers and in the table. What they hide still counts in
// headline, summary and table of pairs, which tell the whole view.

const FILTERS = ["sign", "arena", "basis", "way", "speaker", "source"];

function makeFilters(data, changed) {
  const fields = Object.fromEntries(FILTERS.map((name) => [name, byId(`filter-${name}`)]));
  const has = (tie, kind) => tie.marks.some((mark) => mark.kind === kind);
  const claimsOf = (tie) => tie.claims.map((name) => data.claims[name]);
  const tests = {
    sign: (tie, value) => String(tie.sign) === value,
    arena: (tie, value) => tie.places.includes(value),
    basis: (tie, value) => ({
      claims: !has(tie, "expected"),
      facts: !has(tie, "expected") && !has(tie, "reported"),
      reported: has(tie, "reported"),
      expected: has(tie, "expected"),
    })[value],
    way: (tie, value) => (tie.rule !== null) === (value === "derived"),
    speaker: (tie, value) => claimsOf(tie).some((claim) => claim.speaker === value),
    source: (tie, value) => claimsOf(tie).some((claim) => claim.source === value),
  };
  const options = {
    arena: Object.entries(data.arenas).map(([name, arena]) => [name, arena.label]),
    speaker: Object.values(data.claims).map((claim) => [claim.speaker, data.actors[claim.speaker].label]),
    source: data.sources.map((source) => [source.id, source.title]),
  };
  const used = {
    arena: new Set(data.ties.flatMap((tie) => tie.places)),
    speaker: new Set(data.ties.flatMap((tie) => claimsOf(tie).map((claim) => claim.speaker))),
    source: new Set(data.ties.flatMap((tie) => claimsOf(tie).map((claim) => claim.source))),
  };
  for (const [name, all] of Object.entries(options)) {
    const found = [...new Map(all)].filter(([value]) => used[name].has(value)).sort(([, one], [, other]) => one.localeCompare(other, "en"));
    fields[name].append(...found.map(([value, label]) => {
      const option = element("option", { text: label });
      option.value = value;
      return option;
    }));
  }

  const chosen = () => Object.fromEntries(FILTERS.map((name) => [name, fields[name].value]).filter(([, value]) => value));
  const isShown = (tie) => Object.entries(chosen()).every(([name, value]) => tests[name](tie, value));
  const allows = (name, value) => [...fields[name].options].some((option) => option.value === value);

  function set(values) {
    for (const name of FILTERS) fields[name].value = allows(name, values[name]) ? values[name] : "";
  }

  // Lines of lists and tables, then whatever holds no line any more; each side says how many it shows.
  function apply() {
    const shown = new Set(data.ties.filter(isShown).map((tie) => tie.id));
    const on = Object.keys(chosen()).length > 0;
    for (const row of document.querySelectorAll("#ties tbody tr, .dossier .line-item")) {
      row.hidden = !shown.has(row.querySelector("[data-tie]").dataset.tie);
    }
    for (const group of document.querySelectorAll(".dossier .camp, .dossier .camps, .dossier .part")) {
      group.hidden = ![...group.querySelectorAll(".line-item")].some((item) => !item.hidden);
    }
    for (const side of document.querySelectorAll(".dossier .side")) {
      const lines = [...side.querySelectorAll(".lines > .line-item")];
      const told = side.querySelector(".shown");
      if (told) told.textContent = on ? ` Shown: ${lines.filter((line) => !line.hidden).length} of ${lines.length}.` : "";
    }
    byId("shown").textContent = `${on ? `${shown.size} of ${data.ties.length}` : `All ${data.ties.length}`} lines shown`;
    byId("reset").disabled = !on;
    return (id) => shown.has(id);
  }

  for (const field of Object.values(fields)) field.addEventListener("change", changed);
  byId("reset").addEventListener("click", () => {
    set({});
    changed();
    byId("filters").querySelector("summary").focus();
  });
  return { set, apply, chosen };
}
