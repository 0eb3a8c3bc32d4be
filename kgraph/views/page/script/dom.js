// Building elements. Texts go in as text nodes only, never as markup.

const byId = (id) => document.getElementById(id);
const all = (selector) => [...document.querySelectorAll(selector)];

// What the page carries: JSON, packed by gzip, as base64.
async function unpack(node) {
  const packed = atob(node.textContent);
  const bytes = new Uint8Array(packed.length);
  for (let at = 0; at < packed.length; at += 1) bytes[at] = packed.charCodeAt(at);
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).json();
}

// Between Unicode's isolates stands what a pen says in English and nobody has translated.
function inLanguages(text) {
  if (!String(text).includes("\u2068")) return [text];
  return text.split(/\u2068([^\u2069]*)\u2069/).map((part, at) => {
    if (at % 2 === 0) return part;
    const made = document.createElement("span");
    made.lang = "en";
    made.textContent = part;
    return made;
  });
}

function element(tag, options, ...children) {
  const made = document.createElement(tag);
  const { className, text, label, lang } = options || {};
  if (className) made.className = className;
  if (text !== undefined) made.append(...inLanguages(text));
  if (label !== undefined) made.setAttribute("aria-label", label);
  if (lang !== undefined) made.lang = lang;
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

function button(text, act, className = "line") {
  const made = element("button", { className, text });
  made.type = "button";
  made.addEventListener("click", act);
  return made;
}

function option(value, text) {
  const made = element("option", { text });
  made.value = value;
  return made;
}

function link(text, address) {
  // Checked once more here: a page may have been made by other hands.
  const web = /^https?:\/\//i.test(address || "");
  if (!web) return element("span", { text, lang: "en" });
  const made = element("a", { text, lang: "en" });
  made.href = address;
  made.rel = "noreferrer noopener";
  made.target = "_blank";
  return made;
}

const folded = (title, ...content) => element("details", {}, element("summary", { text: title }), ...content);

// What is kept as the pen wrote it, in English, whatever the page speaks.
const inEnglish = (text) => (text ? element("span", { text, lang: "en" }) : null);

const SVG = "http://www.w3.org/2000/svg";

function svgElement(tag, attributes, ...children) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, typeof value === "number" ? Number(value.toFixed(1)) : value);
  made.append(...children);
  return made;
}
