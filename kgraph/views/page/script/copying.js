// What can be copied: citations, and queries that return the claims shown from any store of the graph.

function copyButton(label, makeText) {
  const said = element("span", { className: "copied" });
  said.setAttribute("role", "status");
  const field = element("textarea", { className: "copy-text", label });
  field.readOnly = true;
  field.value = makeText();
  field.hidden = true;
  const copy = async () => {
    const text = makeText();
    field.value = text;
    try {
      await navigator.clipboard.writeText(text);
      said.textContent = say("copied");
    } catch {
      // The browser forbids it, or has no clipboard.
      field.hidden = false;
      field.select();
      said.textContent = say("copy_by_hand");
    }
  };
  return element("div", { className: "copy" }, button(label, copy, "small"), said, field);
}

// Names of the record only: anything else has no address that a query could name.
const NAME = /^[A-Za-z0-9][A-Za-z0-9._~/-]*$/;

function queryOf(data, names, title) {
  const known = [...new Set(names)].filter((name) => NAME.test(name)).sort();
  const values = known.map((name) => `    <https://w3id.org/kgraph/claim/${name}>\n`).join("");
  const about = say("query_about", { title }).replace(/\s+/g, " ");
  return `# ${about}\n${data.query.replace("VALUES ?claim { }", () => `VALUES ?claim {\n${values}  }`)}`;
}
