"use strict";
// Draws the picture and fills the evidence panel. Texts go in as text nodes only, never as markup.
(() => {
  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  const byId = (id) => document.getElementById(id);
  const data = read("page-data");
  const { frames, labels } = read("page-drawing");
  const ties = new Map(data.ties.map((tie) => [tie.id, tie]));
  const claims = new Map(Object.entries(data.claims));
  const sources = new Map(data.sources.map((source) => [source.id, source]));
  const SIGN_NAMES = new Map([[1, "coop"], [-1, "conf"], [0, "neut"]]);
  const SIGN_WORDS = { cooperation: "+ Cooperation", conflict: "− Conflict", neither: "Neither cooperation nor conflict" };

  // Building elements

  function element(tag, options, ...children) {
    const made = document.createElement(tag);
    const { className, text } = options || {};
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    made.append(...children.filter((child) => child !== null));
    return made;
  }

  function button(text, act) {
    const made = element("button", { className: "line", text });
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

  // The picture

  const nodes = new vis.DataSet(read("page-nodes"));
  const edges = new vis.DataSet(read("page-edges"));
  const container = byId("network");
  const network = new vis.Network(container, { nodes, edges }, read("page-options"));

  function palette() {
    const style = getComputedStyle(document.documentElement);
    const of = (name) => style.getPropertyValue(`--${name}`).trim();
    return Object.fromEntries(
      ["paper", "frame", "ink", "soft", "rule", "node", "node-edge", "coop", "conf", "neut", "focus"].map((n) => [n, of(n)]),
    );
  }

  let colours = palette();

  function paint() {
    colours = palette();
    nodes.update(nodes.map((node) => ({
      id: node.id,
      font: { ...node.font, color: node.leading ? colours.paper : colours.ink },
      color: {
        background: node.leading ? colours.ink : colours.node,
        border: node.leading ? colours.ink : colours["node-edge"],
        highlight: { background: node.leading ? colours.ink : colours.frame, border: colours.focus },
        hover: { background: node.leading ? colours.ink : colours.frame, border: colours.focus },
      },
    })));
    edges.update(edges.map((edge) => {
      const colour = colours[SIGN_NAMES.get(edge.sign)];
      return { id: edge.id, color: { color: colour, highlight: colour, hover: colour, opacity: 1 } };
    }));
  }

  const FACE = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Liberation Sans', Arial, sans-serif";

  function drawFrames(context) {
    context.fillStyle = colours.frame;
    for (const frame of frames) {
      context.beginPath();
      context.roundRect(frame.x - frame.width / 2, frame.y - frame.height / 2, frame.width, frame.height, 8);
      context.fill();
    }
  }

  // On top of the lines, each on a patch of its ground, so that no line strikes a word through.
  function drawLabel(context, text, x, y, ink, ground) {
    const width = context.measureText(text).width + 10;
    context.fillStyle = ground;
    context.beginPath();
    context.roundRect(x - width / 2, y - 9.5, width, 19, 5);
    context.fill();
    context.fillStyle = ink;
    context.fillText(text, x, y + 1);
  }

  function drawLabels(context) {
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.font = `600 15px ${FACE}`;
    for (const frame of frames) {
      drawLabel(context, frame.label, frame.x, frame.y - frame.height / 2 + 13, colours.soft, colours.frame);
    }
    context.font = `600 16px ${FACE}`;
    for (const label of labels) {
      const mark = { "1": "+ ", "-1": "− " }[label.sign] || "";
      drawLabel(context, mark + label.text, label.x, label.y, colours[SIGN_NAMES.get(label.sign)], colours.paper);
    }
  }

  const pathOf = (id) => Array.from({ length: 21 }, (_, step) => network.body.edges[id].edgeType.getPoint(step / 20));

  function extent() {
    const xs = [];
    const ys = [];
    const take = (box) => {
      xs.push(box.left, box.right);
      ys.push(box.top, box.bottom);
    };
    for (const id of nodes.getIds()) take(network.getBoundingBox(id));
    for (const { x, y, width, height } of frames) {
      take({ left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2 });
    }
    for (const id of edges.getIds()) for (const { x, y } of pathOf(id)) take({ left: x, right: x, top: y, bottom: y });
    return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
  }

  function fit() {
    const box = extent();
    const width = box.right - box.left + 24;
    const height = box.bottom - box.top + 24;
    network.moveTo({
      position: { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 },
      scale: Math.min(container.clientWidth / width, container.clientHeight / height, 1.6),
      animation: false,
    });
  }

  function zoom(factor) {
    network.moveTo({ scale: Math.min(4, Math.max(0.2, network.getScale() * factor)), animation: false });
  }

  const hint = byId("hint");

  function showHint(text, at) {
    hint.textContent = text;
    hint.hidden = false;
    const room = container.clientWidth - hint.offsetWidth - 8;
    hint.style.left = `${Math.max(8, Math.min(room, at.x + 14))}px`;
    hint.style.top = `${at.y + 18 + byId("scroll").offsetTop}px`;
  }

  // What is selected, wherever it is shown

  const rows = [...document.querySelectorAll("button.line[data-tie], button.line[data-claim]")];
  let selected = null;
  let cameFrom = null;

  function mark(id) {
    selected = id;
    for (const row of rows) {
      if (id !== null && (row.dataset.tie === id || row.dataset.claim === id)) row.setAttribute("aria-current", "true");
      else row.removeAttribute("aria-current");
    }
    network.unselectAll();
    if (id === null) return;
    if (edges.get(id)) network.setSelection({ edges: [id], nodes: [] }, { highlightEdges: false });
    else if (nodes.get(id)) network.setSelection({ nodes: [id], edges: [] }, { highlightEdges: false });
  }

  // The evidence panel

  const panel = byId("evidence");

  function open(kind, sign, heading, ...content) {
    const kindLine = byId("evidence-kind");
    kindLine.textContent = kind;
    kindLine.className = `kind ${sign}`;
    byId("evidence-heading").textContent = heading;
    byId("evidence-body").replaceChildren(...content.filter((part) => part !== null));
    if (panel.hidden) cameFrom = document.activeElement;
    hint.hidden = true;
    panel.hidden = false;
    panel.scrollTop = 0;
    byId("evidence-heading").focus({ preventScroll: true });
  }

  function close() {
    if (panel.hidden) return;
    panel.hidden = true;
    mark(null);
    if (cameFrom && cameFrom.isConnected) cameFrom.focus({ preventScroll: true });
    cameFrom = null;
  }

  function entry(list, term, ...content) {
    if (!content.length || content[0] === null || content[0] === "") return;
    list.append(element("dt", { text: term }), element("dd", {}, ...content));
  }

  function references(list, term, names) {
    const known = names.filter((name) => claims.has(name));
    if (!known.length) return;
    const made = known.map((name) => element("div", {}, button(claims.get(name).text, () => showClaim(name))));
    entry(list, term, ...made);
  }

  function claimCard(name) {
    const claim = claims.get(name);
    const source = sources.get(claim.source);
    const card = element("article", { className: `claim ${claim.sign}` });
    card.append(element("p", { text: claim.text }));
    const list = element("dl");
    entry(list, "On whose word", claim.said);
    entry(list, "When", `${claim.when} `, element("code", { text: claim.edtf }));
    entry(list, "Date from", claim.basis);
    entry(list, "What", claim.detail);
    entry(list, "Where", claim.arenas);
    entry(list, "Found in", `¶ ${claim.paragraph} of `, link(source.title, source.url), ` (${source.publisher}, ${source.issued})`);
    entry(list, "Note", claim.note);
    references(list, "Triggered by", claim.triggered_by);
    references(list, "Outcome of", claim.outcome_of);
    references(list, "Led to", [...claims.keys()].filter((other) => claims.get(other).triggered_by.includes(name)));
    if (!claim.counted) entry(list, "Counted", "No, not in this view");
    card.append(list);
    return card;
  }

  function claimCards(name) {
    const others = claims.get(name).disputes;
    if (!others.length) return [claimCard(name)];
    const both = element("div", { className: "versus" }, claimCard(name), element("div", {}, ...others.map(claimCard)));
    return [element("p", { text: "The speakers contradict each other:" }), both];
  }

  function proofTree(proof) {
    const item = element("li");
    if (proof.claim) {
      const claim = claims.get(proof.claim);
      item.append(button(proof.text, () => showClaim(proof.claim)));
      item.append(element("span", { className: "why", text: `${claim.said} · ${claim.when} · ¶ ${claim.paragraph}` }));
      return item;
    }
    const rule = data.rules[proof.rule] || { label: proof.rule, definition: "" };
    item.append(element("span", { text: proof.text }));
    item.append(element("span", { className: "why", text: `follows by “${rule.label}”: ${rule.definition}` }));
    item.append(element("ul", {}, ...proof.premises.map(proofTree)));
    return item;
  }

  function proofs(tie) {
    if (!tie.proofs.length) return [];
    const count = tie.proofs.length;
    const title = count === 1 ? "Why this follows" : `Why this follows, in ${count} ways`;
    const made = tie.proofs.map((proof, index) => {
      const tree = element("ul", { className: "proof" }, proofTree(proof));
      const shown = element("details", {}, element("summary", { text: `Proof ${index + 1}: ${proof.premises.map((p) => p.text).join("; ")}` }), tree);
      shown.open = index === 0;
      return shown;
    });
    return [element("h3", { text: title }), ...made];
  }

  function neighbours(tie) {
    const same = data.ties.filter((other) => other.id !== tie.id
      && ((other.agent === tie.agent && other.target === tie.target) || (other.agent === tie.target && other.target === tie.agent)));
    if (!same.length) return [];
    const items = same.map((other) => element("li", {}, `${{ cooperation: "+ ", conflict: "− ", neither: "" }[other.sign]}`, button(other.text, () => showTie(other.id))));
    const shown = element("details", {}, element("summary", { text: `Other lines between these two (${same.length})` }), element("ul", { className: "others" }, ...items));
    return [shown];
  }

  function showTie(id) {
    const tie = ties.get(id);
    if (!tie) return;
    const kind = `${SIGN_WORDS[tie.sign]} · ${data.looks[tie.look]}${tie.counted ? "" : " · not counted"}`;
    const own = tie.proofs.length ? [] : tie.claims.flatMap(claimCards);
    const summary = tie.proofs.length ? [element("p", { text: `${tie.arenas} · ${tie.when} · on the word of ${tie.said} · ${tie.paragraphs}` })] : [];
    const rest = tie.proofs.length
      ? [element("details", {}, element("summary", { text: `All claims it rests on (${tie.claims.length})` }), ...tie.claims.map(claimCard))]
      : [];
    open(kind, tie.sign, tie.text, ...summary, ...proofs(tie), ...own, ...rest, ...neighbours(tie));
    mark(id);
  }

  function showClaim(name) {
    if (ties.has(name)) {
      showTie(name);
      return;
    }
    const claim = claims.get(name);
    if (!claim) return;
    open(claim.counted ? "Counts for no pair" : "Not counted in this view", claim.sign, claim.text, ...claimCards(name));
    mark(name);
  }

  function showActor(name) {
    const actor = data.actors[name];
    const own = data.ties.filter((tie) => tie.agent === name || tie.target === name);
    const lists = ["cooperation", "conflict", "neither"].flatMap((sign) => {
      const found = own.filter((tie) => tie.sign === sign);
      if (!found.length) return [];
      const items = found.map((tie) => element("li", {}, button(tie.text, () => showTie(tie.id))));
      return [element("h3", { text: `${SIGN_WORDS[sign]} (${found.length})` }), element("ul", { className: "others" }, ...items)];
    });
    open("Actor", "neither", actor.label, actor.description ? element("p", { text: actor.description }) : null, ...lists);
    mark(name);
  }

  // Wiring

  network.on("beforeDrawing", drawFrames);
  network.on("afterDrawing", drawLabels);
  network.on("resize", fit);
  network.on("click", (event) => {
    if (event.nodes.length) showActor(event.nodes[0]);
    else if (event.edges.length) showTie(event.edges[0]);
    else close();
  });
  network.on("hoverEdge", (event) => {
    const tie = ties.get(event.edge);
    container.style.cursor = "pointer";
    showHint(`${tie.text} (${data.looks[tie.look]})`, event.pointer.DOM);
  });
  network.on("hoverNode", (event) => {
    container.style.cursor = "pointer";
    showHint(data.actors[event.node].label, event.pointer.DOM);
  });
  for (const leave of ["blurEdge", "blurNode"]) {
    network.on(leave, () => {
      container.style.cursor = "";
      hint.hidden = true;
    });
  }
  byId("zoom-in").addEventListener("click", () => zoom(1.25));
  byId("zoom-out").addEventListener("click", () => zoom(0.8));
  byId("zoom-fit").addEventListener("click", fit);
  byId("buttons").hidden = false;
  byId("evidence-close").addEventListener("click", close);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
  for (const row of rows) {
    row.addEventListener("click", () => (row.dataset.tie ? showTie(row.dataset.tie) : showClaim(row.dataset.claim)));
  }
  const tableRows = rows.filter((row) => row.closest("table"));
  tableRows.forEach((row, index) => {
    row.addEventListener("keydown", (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      const next = step && tableRows[index + step];
      if (!next) return;
      event.preventDefault();
      next.focus();
    });
    row.addEventListener("focus", () => {
      if (panel.hidden && edges.get(row.dataset.tie)) network.setSelection({ edges: [row.dataset.tie], nodes: [] }, { highlightEdges: false });
    });
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", paint);
  paint();
  fit();
  const scroll = byId("scroll");
  scroll.scrollLeft = (scroll.scrollWidth - scroll.clientWidth) / 2;
  if (matchMedia("(pointer: coarse)").matches) network.setOptions({ interaction: { dragView: false } });

  // For tests and for looking around: where a line can be clicked, and what is selected. Nothing can be changed.
  function pointOf(id) {
    const found = Array.from({ length: 31 }, (_, step) => 0.5 + (step % 2 ? 1 : -1) * Math.ceil(step / 2) * 0.02)
      .map((t) => network.canvasToDOM(network.body.edges[id].edgeType.getPoint(t)));
    const hits = ({ x, y }) => network.getEdgeAt({ x, y }) === id && network.getNodeAt({ x, y }) === undefined;
    const point = found.find(({ x, y }) => [-1, 0, 1].every((off) => hits({ x, y: y + off }))) || found[0];
    const box = container.getBoundingClientRect();
    return { x: box.left + point.x, y: box.top + point.y };
  }
  window.kgraph = Object.freeze({
    ties: () => structuredClone(data.ties),
    edges: () => structuredClone(edges.get()),
    boxes: () => Object.fromEntries(nodes.getIds().map((id) => [id, network.getBoundingBox(id)])),
    pointOf,
    pathOf: (id) => pathOf(id).map(({ x, y }) => ({ x, y })),
    selected: () => selected,
  });
})();
