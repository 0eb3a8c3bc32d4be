// What is seen, to take away: the picture as SVG or PNG, the lines that are shown as CSV, the claims they rest on as JSON-LD.

// What makes a spreadsheet run a cell (OWASP, CSV injection), unless the cell is a plain number.
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;
const NUMBER = /^[+-]?[0-9]+(\.[0-9]+)?$/;

function csvCell(value) {
  const text = String(value ?? "").replace(/[\u2068\u2069]/g, "");
  const safe = FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function csvOf(data, ties, drawn) {
  const columns = {
    line: (tie) => tie.id,
    says: (tie) => tie.text,
    agent: (tie) => tie.agent,
    target: (tie) => tie.target,
    sign: (tie) => tie.sign,
    arenas: (tie) => tie.places.join(" | "),
    when: (tie) => tie.when,
    rests_on: (tie) => say(`look_${tie.look}`),
    rule: (tie) => tie.rule,
    marks: (tie) => tie.marks.map((mark) => mark.text).join(" | "),
    counted: (tie) => tie.counted,
    in_picture: (tie) => drawn.has(tie.id),
    said_by: (tie) => tie.said,
    paragraphs: (tie) => tie.paragraphs,
    claims: (tie) => tie.claims.join(" | "),
    ...(data.coded ? { class: (tie) => tie.class, events: (tie) => numberOf(tie) } : {}),
    sources: (tie) => [...new Set(tie.claims.map((name) => data.claims[name].source))].join(" | "),
  };
  const rows = ties.map((tie) => Object.values(columns).map((of) => csvCell(of(tie))));
  return [Object.keys(columns), ...rows].map((row) => `${row.join(",")}\r\n`).join("");
}

function jsonLdOf(data, linked, ties) {
  const { context, nodes } = linked;
  const claims = [...new Set(ties.flatMap((tie) => tie.claims))].sort();
  const actors = new Set(ties.flatMap((tie) => [tie.agent, tie.target]));
  for (const name of claims) for (const end of data.claims[name].actors) actors.add(end);
  const sources = new Set(claims.map((name) => data.claims[name].source));
  const of = (kind, names) => [...names].sort().map((name) => nodes[kind][name]).filter(Boolean);
  const graph = [...of("source", sources), ...of("actor", actors), ...of("claim", claims)];
  return `${JSON.stringify({ "@context": context, "@graph": graph }, null, 1)}\n`;
}

function save(name, blob) {
  const address = URL.createObjectURL(blob);
  const made = element("a");
  made.href = address;
  made.download = name;
  made.click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

// The drawing as points, twice as fine as it is seen. Only as a data address may the page read it.
async function pngOf(svg) {
  const picture = new Image();
  picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await picture.decode();
  const canvas = element("canvas");
  [canvas.width, canvas.height] = [2 * picture.width, 2 * picture.height];
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((done) => canvas.toBlob(done, "image/png"));
}

function makeDownloads(data, view) {
  const slug = () => (view.focus() || ["all", "actors"]).join("-").toLowerCase().replace(/[^a-z0-9-]+/g, "-").slice(0, 80);
  const ties = () => view.shown().map((id) => data.now.get(id));
  const on = (id, kind, type, make) => byId(`save-${id}`).addEventListener("click", async () => {
    const made = await make();
    save(`kgraph-${slug()}.${kind}`, made instanceof Blob ? made : new Blob([made], { type }));
  });
  on("svg", "svg", "image/svg+xml", view.svg);
  on("png", "png", "image/png", () => pngOf(view.svg()));
  on("csv", "csv", "text/csv;charset=utf-8", () => csvOf(data, ties(), new Set(view.drawn())));
  if (byId("save-jsonld")) on("jsonld", "jsonld", "application/ld+json", async () => jsonLdOf(data, await unpack(byId("page-linked")), ties()));
  if (data.query) byId("view-query").append(copyButton(say("view_query"), () => queryOf(data, ties().flatMap((tie) => tie.claims), byId("title").textContent)));
}
