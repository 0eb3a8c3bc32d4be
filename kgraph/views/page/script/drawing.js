// The picture as SVG, as it is seen: the same boxes and arcs, drawn once more without the library.

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

function drawingOf({ boxes, frames, labels, bends, sizes, edges, colours, title, source }) {
  const colourOf = (sign) => colours[SIGN_NAMES[sign]];
  const parts = [];
  const text = (lines, x, y, size, fill, weight = 400, anchor = "middle") => svgElement("text", { "text-anchor": anchor, "font-size": size, "font-weight": weight, fill }, ...lines.map((line, index) => {
    const span = svgElement("tspan", { x, y: y + (index - (lines.length - 1) / 2) * size * 1.1 + size * 0.35 });
    span.textContent = line;
    return span;
  }));
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
    if (edge.count > 1) counts.push([String(edge.count), pointOnArc(start, middle, end, 0.5 - 0.08 * edge.sign), edge.sign]);
  }
  for (const box of boxes.values()) {
    parts.push(svgElement("rect", { x: box.x - box.width / 2, y: box.y - box.height / 2, width: box.width, height: box.height, rx: 5, fill: box.leading ? colours.ink : colours.node, stroke: box.leading ? colours.ink : colours["node-edge"] }));
    parts.push(text(box.text.split("\n"), box.x, box.y, box.size, box.leading ? colours.paper : colours.ink));
  }
  for (const [count, at, sign] of counts) patched(count, at.x, at.y, sizes.small - 2, colourOf(sign), colours.paper);
  for (const { label, x, y, height } of frames) patched(label, x, y - height / 2 + 13, sizes.small, colours.soft, colours.frame);
  for (const label of labels) patched(label.text, label.x, label.y, label.size, colourOf(label.sign), colours.paper);
  return { parts, text, title, source };
}

// The whole document; `box` is what the picture takes up.
function svgOf(drawing, box, colours) {
  const { parts, text, title, source } = drawing;
  const [left, top, width, height] = [box.left - 20, box.top - 50, box.right - box.left + 40, box.bottom - box.top + 112];
  const root = svgElement("svg", { viewBox: [left, top, width, height].map((value) => value.toFixed(1)).join(" "), width, height, "font-family": FACE });
  const named = svgElement("title", {});
  named.textContent = title;
  root.append(named, svgElement("rect", { x: left, y: top, width, height, fill: colours.paper }), ...parts);
  root.append(text([title], left + 16, top + 26, 20, colours.ink, 700, "start"), text([say("svg_legend"), source], left + 16, top + height - 24, 12, colours.soft, 400, "start"));
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(root)}\n`;
}
