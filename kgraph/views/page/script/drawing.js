// The picture as SVG, as it is seen: the same boxes and arcs, drawn once more without the library.

// From line to line of a text, in sizes of its letters; and the least width of a drawing, in pixels.
const LINE = 1.15;
const LEAST_WIDE = 340;

// Where an arc leaves the box at its end, and which way it runs there.
function arrival(start, middle, end) {
  let t = 1;
  while (t > 0.02 && holds(end, pointOnArc(start, middle, end, t).x, pointOnArc(start, middle, end, t).y, 1)) t -= 0.005;
  const [at, before] = [pointOnArc(start, middle, end, t), pointOnArc(start, middle, end, Math.max(0, t - 0.02))];
  return { ...at, turn: Math.atan2(at.y - before.y, at.x - before.x) };
}

function headOf(sign, { x, y, turn }, colour) {
  const place = `translate(${x.toFixed(1)} ${y.toFixed(1)}) rotate(${((turn * 180) / Math.PI).toFixed(1)})`;
  if (sign > 0) return svgElement("path", { d: "M-9 -4L0 0L-9 4z", fill: colour, transform: place });
  if (sign < 0) return svgElement("path", { d: "M0 -6V6", stroke: colour, "stroke-width": 2, transform: place });
  return svgElement("circle", { cx: -3, r: 3, fill: colour, transform: place });
}

function drawingOf({ boxes, frames, labels, bends, numbers, sizes, edges, colours, title, source }) {
  const colourOf = (sign) => colours[SIGN_NAMES[sign]];
  const parts = [];
  const text = (lines, x, y, size, fill, weight = 400) => written(lines, x, y - ((lines.length - 1) / 2) * size * LINE + size * 0.35, size, fill, weight);
  const patched = (label, x, y, size, ink, ground) => {
    const width = textWidth(label, size, 600) + 10;
    parts.push(svgElement("rect", { x: x - width / 2, y: y - size / 2 - 2, width, height: size + 4, rx: 5, fill: ground }), text([label], x, y, size, ink, 600));
  };
  for (const { x, y, width, height } of frames) parts.push(svgElement("rect", { x: x - width / 2, y: y - height / 2, width, height, rx: 8, fill: colours.frame }));
  const counts = [];
  for (const edge of edges) {
    const [start, end] = [boxes.get(edge.agent), boxes.get(edge.target)];
    const middle = control(start, end, bends.get(edge.id));
    const [first, last] = [arrival(end, middle, start), arrival(start, middle, end)];
    const d = `M${start.x.toFixed(1)} ${start.y.toFixed(1)}Q${middle.x.toFixed(1)} ${middle.y.toFixed(1)} ${end.x.toFixed(1)} ${end.y.toFixed(1)}`;
    const line = svgElement("path", { d, fill: "none", stroke: colourOf(edge.sign), "stroke-width": edge.width });
    if (edge.dashes) line.setAttribute("stroke-dasharray", edge.dashes.join(" "));
    const told = svgElement("title", {});
    told.textContent = edge.text;
    line.append(told);
    parts.push(line, headOf(edge.sign, last, colourOf(edge.sign)));
    if (edge.symmetric) parts.push(headOf(edge.sign, first, colourOf(edge.sign)));
    // As on the page: an arc between the two in the middle is told by its label.
    if (edge.count > 1 && numbers.has(edge.id)) counts.push([number(edge.count), numbers.get(edge.id), edge.sign]);
  }
  for (const box of boxes.values()) {
    parts.push(svgElement("rect", { x: box.x - box.width / 2, y: box.y - box.height / 2, width: box.width, height: box.height, rx: 5, fill: box.leading ? colours.ink : colours.node, stroke: box.leading ? colours.ink : colours["node-edge"] }));
    parts.push(text(box.text.split("\n"), box.x, box.y, box.size, box.leading ? colours.paper : colours.ink));
  }
  for (const [count, at, sign] of counts) patched(count, at.x, at.y, sizes.small - 2, colourOf(sign), colours.paper);
  for (const { label, x, y, height } of frames) patched(label, x, y - height / 2 + 13, sizes.small, colours.soft, colours.frame);
  for (const label of labels) patched(label.text, label.x, label.y, label.size, colourOf(label.sign), colours.paper);
  return { parts, title, source };
}

// The words of a text, as many to a line as there is room for.
function linesIn(text, size, weight, room) {
  const lines = [];
  for (const word of text.split(" ").filter(Boolean)) {
    const longer = lines.length ? `${lines.at(-1)} ${word}` : word;
    if (lines.length && textWidth(longer, size, weight) <= room) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

function written(lines, x, y, size, fill, weight = 400, anchor = "middle") {
  return svgElement("text", { "text-anchor": anchor, "font-size": size, "font-weight": weight, fill }, ...lines.map((line, index) => {
    const span = svgElement("tspan", { x, y: y + index * size * LINE });
    span.textContent = line;
    return span;
  }));
}

// The whole document; `box` is what the picture takes up. What stands above and below it is as wide as it is.
function svgOf({ parts, title, source }, box, colours) {
  const width = Math.max(box.right - box.left + 40, LEAST_WIDE);
  const left = (box.left + box.right - width) / 2;
  const room = width - 32;
  const [heading, foot] = [linesIn(title, 20, 700, room), [say("svg_legend"), source].flatMap((text) => linesIn(text, 12, 400, room))];
  const top = box.top - 28 - heading.length * 20 * LINE;
  const bottom = box.bottom + 40 + foot.length * 12 * LINE;
  const height = bottom - top;
  const root = svgElement("svg", { viewBox: [left, top, width, height].map((value) => value.toFixed(1)).join(" "), width, height, "font-family": FACE });
  const named = svgElement("title", {});
  named.textContent = title;
  root.append(named, svgElement("rect", { x: left, y: top, width, height, fill: colours.paper }), ...parts);
  root.append(written(heading, left + 16, top + 28, 20, colours.ink, 700, "start"), written(foot, left + 16, box.bottom + 34, 12, colours.soft, 400, "start"));
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(root)}\n`;
}
