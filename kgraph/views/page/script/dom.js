// Building elements. Texts go in as text nodes only, never as markup.

const byId = (id) => document.getElementById(id);
const read = (id) => JSON.parse(byId(id).textContent);

function element(tag, options, ...children) {
  const made = document.createElement(tag);
  const { className, text, label } = options || {};
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  if (label !== undefined) made.setAttribute("aria-label", label);
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

function button(text, act, className = "line") {
  const made = element("button", { className, text });
  made.type = "button";
  made.addEventListener("click", act);
  return made;
}

function link(text, address) {
  // Checked once more here: a page may have been made by other hands.
  const web = /^https?:\/\//i.test(address || "");
  if (!web) return element("span", { text });
  const made = element("a", { text });
  made.href = address;
  made.rel = "noreferrer noopener";
  made.target = "_blank";
  return made;
}

const folded = (title, ...content) => element("details", {}, element("summary", { text: title }), ...content);
