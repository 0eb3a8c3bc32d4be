// Filters: which lines are shown, in the picture, in the dossier, in the list and in the table of pairs.

const SINGLE = { sign: ["1", "-1", "0"], basis: ["claims", "facts", "reported", "expected"], way: ["direct", "derived"] };
const SEVERAL = ["arena", "relation", "kind", "source", "speaker"];
const FILTERS = [...Object.keys(SINGLE), ...SEVERAL];

function makeFilters(data, changed) {
  const has = (tie, kind) => tie.marks.some((mark) => mark.kind === kind);
  const claimsOf = (tie) => tie.claims.map((name) => data.claims[name]);
  const tests = {
    sign: (tie, value) => String(tie.sign) === value,
    basis: (tie, value) => ({
      claims: !has(tie, "expected"),
      facts: !has(tie, "expected") && !has(tie, "reported"),
      reported: has(tie, "reported") && !has(tie, "expected"),
      expected: has(tie, "expected"),
    })[value],
    way: (tie, value) => (tie.rule !== null) === (value === "derived"),
  };
  // What a line has of each kind: it is shown if it has one of those that are chosen.
  const valuesOf = {
    arena: (tie) => tie.places,
    relation: (tie) => [tie.relation],
    kind: (tie) => [tie.agent, tie.target].filter(Boolean).map((name) => data.actors[name].kind),
    source: (tie) => claimsOf(tie).map((claim) => claim.source),
    speaker: (tie) => claimsOf(tie).map((claim) => claim.speaker),
  };
  const titles = new Map(data.sources.map((source) => [source.id, `${source.publisher}, ${source.issued}`]));
  const labelOf = {
    arena: (name) => data.arenas[name].label,
    relation: (name) => data.relations[name],
    kind: (name) => spoken.table[`kind_${name}`] || name,
    source: (name) => titles.get(name) || name,
    speaker: (name) => data.actors[name].label,
  };

  const fields = {};
  for (const [name, values] of Object.entries(SINGLE)) {
    fields[name] = byId(`filter-${name}`);
    fields[name].append(option("", say("any")), ...values.map((value) => option(value, say(`${name}_${value}`))));
    fields[name].addEventListener("change", changed);
  }
  for (const name of SEVERAL) {
    const used = new Set(data.ties.flatMap(valuesOf[name]));
    const options = [...used].map((value) => [value, labelOf[name](value)]).sort(([, one], [, other]) => compare(one, other));
    fields[name] = makeChoices(name, options, changed);
    byId("choices").append(fields[name].made);
  }

  const valueOf = (name) => (SEVERAL.includes(name) ? fields[name].chosen() : [fields[name].value].filter(Boolean));
  const chosen = () => Object.fromEntries(FILTERS.map((name) => [name, valueOf(name)]).filter(([, values]) => values.length));
  const fits = (tie, name, values) => (SEVERAL.includes(name) ? valuesOf[name](tie).some((value) => values.includes(value)) : tests[name](tie, values[0]));

  function set(values) {
    for (const name of Object.keys(SINGLE)) fields[name].value = SINGLE[name].includes((values[name] || [])[0]) ? values[name][0] : "";
    for (const name of SEVERAL) fields[name].set(values[name] || []);
  }

  // The lines that are shown of those that hold; what each further value of a list would show is counted beside it.
  function apply() {
    const on = chosen();
    const now = [...data.now.values()];
    const shown = now.filter((tie) => Object.entries(on).every(([name, values]) => fits(tie, name, values)));
    for (const name of SEVERAL) {
      const rest = now.filter((tie) => Object.entries(on).every(([other, values]) => other === name || fits(tie, other, values)));
      const counts = new Map();
      for (const tie of rest) for (const value of new Set(valuesOf[name](tie))) counts.set(value, (counts.get(value) || 0) + 1);
      fields[name].count((value) => counts.get(value) || 0);
    }
    const filters = Object.keys(on).length;
    byId("filters-on").textContent = filters ? ` (${number(filters)})` : "";
    return new Set(shown.map((tie) => tie.id));
  }

  // What is chosen, in words, one text a filter.
  function inWords() {
    const wordFor = (name, value) => (SEVERAL.includes(name) ? labelOf[name](value) : say(`${name}_${value}`));
    return Object.entries(chosen()).map(([name, values]) => `${say(`filter_${name}`)}: ${values.map((value) => wordFor(name, value)).join(", ")}`);
  }

  const passes = (tie) => Object.entries(chosen()).every(([name, values]) => fits(tie, name, values));

  return { set, apply, chosen, inWords, passes };
}
