// The picture: a scene laid out, drawn by the library, fitted to the window.

const SIGN_NAMES = { 1: "coop", "-1": "conf", 0: "neut" };
const ROOMY = 900;
// A frame narrower than this is not seen yet, as in a cell of a notebook that is not shown; it is laid out for some width,
// and anew once it has one.
const LEAST_SEEN = 120;
const COLOURS = ["paper", "frame", "ink", "soft", "rule", "node", "node-edge", "coop", "conf", "neut", "focus"];

function makePicture(data, drawing, on, signal) {
  const looks = new Map(drawing.edges.map((edge) => [edge.id, edge]));
  const dots = new Map(drawing.nodes.map((node) => [node.id, node]));
  const isTheatre = (name) => data.arenas[name].theatre;
  const labels = { actor: (name) => data.actors[name].label, arena: (name) => data.arenas[name].label, camps: [say("camp_1"), say("camp_2"), say("no_camp")] };
  const [container, frame] = [byId("network"), byId("scroll")];
  const hint = makeHint(container, frame);
  const nodes = new vis.DataSet();
  const edges = new vis.DataSet();
  const network = new vis.Network(container, { nodes, edges }, drawing.options);
  const edgeOf = new Map();
  let [scene, layout, focus, shown, colours, drawnAt, onName] = [null, null, null, () => true, {}, "", false];
  const mirror = makeMirror(data, (box) => {
    const { left, top, right, bottom } = inWindow(box);
    return { left: left + container.offsetLeft - 3, top: top + container.offsetTop - 3, width: right - left + 6, height: bottom - top + 6 };
  }, { turned: (key) => mark(key), left: () => on.left() });

  const isSeen = () => frame.clientWidth >= LEAST_SEEN;

  // The library draws after each change of its data: here only once after all of them.
  function quietly(change) {
    network.body.emitter.emit("_blockRedraw");
    change();
    network.body.emitter.emit("_allowRedraw");
  }

  // What is shown of it, `filter` says next.
  function show(pair) {
    focus = pair;
    drawnAt = "";
    draw();
  }

  // Lay out anew if there is more or less room than before, and fit.
  function draw() {
    const width = isSeen() ? frame.clientWidth : ROOMY;
    const roomy = width >= ROOMY;
    const state = !isSeen() ? "unseen" : roomy ? "roomy" : `compact ${width}`;
    const anew = state !== drawnAt;
    if (anew) {
      drawnAt = state;
      const sizes = roomy ? WIDE : compactAt(width);
      scene = focus ? focusScene(focus, data.ties, isTheatre, roomy) : wholeScene(data.ties, isTheatre, Object.keys(data.actors), data.camps);
      layout = focus ? layoutOfPair(scene, labels, sizes) : layoutOfWhole(scene, labels, sizes, roomy ? 1300 : width - 4);
      quietly(fill);
      network.redraw(); // Only what was drawn has a size, to be fitted.
    }
    fit();
    if (anew) on.drawn(scene);
  }

  function fill() {
    const drawn = [...scene.direct, ...scene.others];
    const most = new Map(data.ties.map((tie) => [tie.id, numberOf(tie)]));
    const mostOn = (edge) => edge.ties.reduce((sum, id) => sum + most.get(id), 0);
    layout.numbers = numbersOn(scene.others.filter((edge) => mostOn(edge) > 1).map((edge) => {
      const [start, end] = [layout.boxes.get(edge.agent), layout.boxes.get(edge.target)];
      const size = layout.sizes.small - 2;
      return { ...edge, start, end, middle: control(start, end, layout.bends.get(edge.id)), width: textWidth(number(mostOn(edge)), size, 600) + 10, height: size + 4 };
    }), [...[...layout.boxes.values()].map((box) => ({ ...box, width: box.width + 10 })), ...layout.labels, ...layout.frames.map(labelOf)]);
    edgeOf.clear();
    for (const edge of drawn) for (const id of edge.ties) edgeOf.set(id, edge.id);
    nodes.clear();
    edges.clear();
    nodes.add([...layout.boxes].map(([id, box]) => ({
      ...dots.get(id), id, label: box.text, x: box.x, y: box.y, margin: box.margin, leading: box.leading,
      borderWidth: box.leading ? 2 : 1, widthConstraint: { minimum: box.inner }, font: { size: box.size, face: FACE, bold: box.leading },
    })));
    edges.add(drawn.map((edge) => {
      const look = looks.get(edge.ties[0]);
      const heads = edge.symmetric ? { to: look.arrows.to, from: look.arrows.to } : look.arrows;
      return { ...look, id: edge.id, from: edge.agent, to: edge.target, arrows: heads, width: look.width + Math.log2(edge.ties.length) * 0.4, ...seen(edge) };
    }));
    dye();
    dim();
    bend();
  }

  function reflect() {
    mirror.fill(entriesOf(data, { scene, layout, shown, tiesOf, labelOf, edgesOf, boxOf: (name) => network.getBoundingBox(name), middleOf: (edge) => around(layout.numbers.get(edge.id) || network.body.edges[edge.id].edgeType.getPoint(0.35)) }, on));
  }

  const around = ({ x, y }) => ({ left: x - 14, right: x + 14, top: y - 14, bottom: y + 14 });
  const edgesOf = ({ x, y, width, height }) => ({ left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2 });
  // Where the name of a frame is written.
  const labelOf = ({ label, x, y, height }) => ({ x, y: y - height / 2 + 13, width: textWidth(label, layout.sizes.small, 600) + 10, height: layout.sizes.small + 6 });

  // The arenas whose name is written at a point, in the picture's own measure; none where there is no name.
  function arenasAt({ x, y }) {
    const written = [
      ...layout.labels.filter((each) => each.ties.some(shown)).map((each) => [each, each.places]),
      ...layout.frames.filter((each) => each.place).map((each) => [labelOf(each), [each.place]]),
    ];
    const found = written.find(([box]) => holds(box, x, y, 2));
    return found ? found[1] : null;
  }

  // A line is dashed after the strongest of what is shown of it.
  function seen(edge) {
    const found = edge.ties.filter(shown).map((id) => data.now.get(id).look);
    const look = STRONGEST.find((each) => found.includes(each));
    return { hidden: !found.length, dashes: drawing.dashes[look || edge.look] };
  }

  // Actors that no shown line touches step back.
  function dim() {
    const touched = new Set(scene.pair);
    for (const edge of [...scene.direct, ...scene.others].filter((each) => each.ties.some(shown))) touched.add(edge.agent).add(edge.target);
    nodes.update(nodes.getIds().map((id) => ({ id, opacity: touched.has(id) ? 1 : 0.35 })));
  }

  function paint() {
    quietly(() => {
      dye();
      bend();
    });
    network.redraw();
  }

  function dye() {
    const style = getComputedStyle(document.documentElement);
    colours = Object.fromEntries(COLOURS.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
    nodes.update(nodes.map((node) => {
      const [ground, ink] = node.leading ? [colours.ink, colours.paper] : [colours.node, colours.ink];
      const over = { background: node.leading ? colours.ink : colours.frame, border: colours.focus };
      return { id: node.id, font: { ...node.font, color: ink }, color: { background: ground, border: node.leading ? colours.ink : colours["node-edge"], highlight: over, hover: over } };
    }));
    edges.update(edges.map((edge) => {
      const colour = colours[SIGN_NAMES[edge.sign]];
      return { id: edge.id, color: { color: colour, highlight: colour, hover: colour, opacity: 1 } };
    }));
  }

  // The library knows no arc of a given height: each edge gets its control point.
  function bend() {
    for (const edge of [...scene.direct, ...scene.others]) {
      const [start, end] = [layout.boxes.get(edge.agent), layout.boxes.get(edge.target)];
      const middle = control(start, end, layout.bends.get(edge.id));
      network.body.edges[edge.id].edgeType._getViaCoordinates = () => middle;
    }
  }

  // The words and numbers on the lines, in the colours of the page.
  function wordsNow() {
    const size = layout.sizes.small;
    const ink = (sign) => colours[SIGN_NAMES[sign]];
    const made = ({ id }) => network.body.edges[id] && network.body.edges[id].connected; // Not yet, while a scene is being built.
    return [
      ...scene.others.filter((edge) => countOn(edge) > 1 && made(edge)).map((edge) => ({ ...layout.numbers.get(edge.id), text: number(countOn(edge)), size: size - 2, ink: ink(edge.sign), ground: colours.paper })),
      ...layout.frames.map((each) => ({ ...labelOf(each), text: each.label, size, ink: colours.soft, ground: colours.frame })),
      ...layout.labels.filter((each) => each.ties.some(shown)).map((each) => ({ ...each, ink: ink(each.sign), ground: colours.paper })),
    ];
  }

  const countOn = (edge) => edge.ties.filter(shown).reduce((sum, id) => sum + numberOf(data.now.get(id)), 0);
  const inWindow = (box) => {
    const [start, end] = [network.canvasToDOM({ x: box.left, y: box.top }), network.canvasToDOM({ x: box.right, y: box.bottom })];
    return { left: start.x, top: start.y, right: end.x, bottom: end.y };
  };

  const pathOf = (id) => Array.from({ length: 21 }, (_, step) => network.body.edges[id].edgeType.getPoint(step / 20));

  function extent() {
    const [xs, ys] = [[], []];
    const take = (left, right, top, bottom) => { xs.push(left, right); ys.push(top, bottom); };
    for (const id of nodes.getIds()) {
      const box = network.getBoundingBox(id);
      take(box.left, box.right, box.top, box.bottom);
    }
    for (const { x, y, width, height } of [...layout.frames, ...layout.labels]) take(x - width / 2, x + width / 2, y - height / 2, y + height / 2);
    for (const id of edges.getIds()) for (const { x, y } of pathOf(id)) take(x, x, y, y);
    return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
  }

  // The whole picture in the width there is; as high as that needs, and no higher than the window if it stays legible.
  function fit() {
    if (!isSeen()) return;
    const box = extent();
    const [width, height] = [box.right - box.left + 20, box.bottom - box.top + 20];
    const across = frame.clientWidth / width;
    let scale = Math.min(across, 1.25);
    if (!layout.sizes.half) {
      const room = Math.max(420, window.innerHeight - frame.getBoundingClientRect().top - window.scrollY - 16);
      scale = Math.min(scale, Math.max(room / height, 0.72));
    }
    const high = `${Math.ceil(Math.max(height * scale, 120))}px`;
    if (container.style.height !== high || network.canvas.frame.canvas.clientWidth !== frame.clientWidth) {
      container.style.height = high;
      network.setSize("100%", high);
      network.redraw();
    }
    const position = { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 };
    network.moveTo({ position, scale, animation: false });
  }

  function zoom(factor) {
    network.moveTo({ scale: Math.min(4, Math.max(0.2, network.getScale() * factor)), animation: false });
  }

  function mark(id) {
    network.unselectAll();
    if (id === null) return;
    const edge = edgeOf.get(id);
    if (edge && edges.get(edge)) network.setSelection({ edges: [edge], nodes: [] }, { highlightEdges: false });
    else if (nodes.get(id)) network.setSelection({ nodes: [id], edges: [] }, { highlightEdges: false });
  }

  function filter(isShown) {
    shown = isShown;
    if (!scene) return;
    quietly(() => {
      edges.update([...scene.direct, ...scene.others].map((edge) => ({ id: edge.id, ...seen(edge) })));
      dim();
      bend();
    });
    network.body.emitter.emit("_requestRedraw");
    reflect();
  }

  function centre(actor) {
    if (!nodes.get(actor)) return;
    network.moveTo({ position: network.getPosition(actor), scale: Math.max(network.getScale(), 1), animation: false });
  }

  const tiesOf = (edge) => [...scene.direct, ...scene.others].find((each) => each.id === edge).ties.filter(shown);
  network.on("beforeDrawing", (context) => { if (layout) paintFrames(context, layout.frames, colours.frame); });
  network.on("afterDrawing", (context) => { if (layout) paintWords(context, wordsNow()); });
  network.on("afterDrawing", mirror.lay);
  network.on("click", (event) => {
    hint.hide();
    const arenas = event.nodes.length ? null : arenasAt(event.pointer.canvas);
    if (arenas) on.arenas(arenas);
    else if (event.nodes.length) on.actor(event.nodes[0]);
    else if (event.edges.length) on.ties(tiesOf(event.edges[0]));
    else on.nothing();
  });
  container.addEventListener("mousemove", (event) => {
    const box = container.getBoundingClientRect();
    const at = { x: event.clientX - box.left, y: event.clientY - box.top };
    const arenas = arenasAt(network.DOMtoCanvas(at));
    if (arenas) hint.show(say("hint_arena", { arenas: arenas.map(labels.arena).join(" · ") }), at);
    else if (onName) hint.hide();
    onName = Boolean(arenas);
  });
  network.on("hoverEdge", (event) => {
    if (onName) return;
    const found = tiesOf(event.edge).map((id) => data.now.get(id));
    const text = found.length > 1 ? say("hint_many", { n: number(found.length), text: found[0].text }) : found.map((tie) => `${tie.text} (${say(`look_${tie.look}`)})`).join("");
    if (found.length) hint.show(text, event.pointer.DOM);
  });
  network.on("hoverNode", (event) => hint.show(data.actors[event.node].label, event.pointer.DOM));
  network.on("blurEdge", hint.hide);
  network.on("blurNode", hint.hide);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", paint, { signal });
  let width = frame.clientWidth;
  const watch = new ResizeObserver(() => {
    // Without any width it is not seen at all, as on paper.
    if (frame.clientWidth === width || !isSeen() || !scene) return;
    width = frame.clientWidth;
    draw();
    reflect();
  });
  watch.observe(frame);
  signal.addEventListener("abort", () => {
    watch.disconnect();
    network.destroy();
  });
  if (matchMedia("(pointer: coarse)").matches) network.setOptions({ interaction: { dragView: false } });

  const shownTies = () => data.ties.filter((tie) => edgeOf.has(tie.id) && shown(tie.id)).map((tie) => tie.id);

  function svg(title, source) {
    const drawn = [...scene.direct, ...scene.others].filter((edge) => edge.ties.some(shown)).map((edge) => {
      const { dashes, width } = edges.get(edge.id);
      const told = edge.ties.filter(shown).map((id) => data.now.get(id).text);
      return { ...edge, dashes, width, count: countOn(edge), text: told.join("; ") };
    });
    const labelled = layout.labels.filter((label) => label.ties.some(shown));
    return svgOf(drawingOf({ ...layout, labels: labelled, edges: drawn, colours, title, source }), extent(), colours);
  }

  // Where a line can be clicked, in pixels of the window.
  function pointOf(id) {
    const edge = edgeOf.get(id);
    const found = Array.from({ length: 31 }, (_, step) => 0.5 + (step % 2 ? 1 : -1) * Math.ceil(step / 2) * 0.02)
      .map((t) => network.canvasToDOM(network.body.edges[edge].edgeType.getPoint(t)));
    const hits = ({ x, y }) => network.getEdgeAt({ x, y }) === edge && network.getNodeAt({ x, y }) === undefined && !arenasAt(network.DOMtoCanvas({ x, y }));
    const point = found.find(({ x, y }) => [-1, 0, 1].every((off) => hits({ x, y: y + off }))) || found[0];
    const box = container.getBoundingClientRect();
    return { x: box.left + point.x, y: box.top + point.y };
  }

  return {
    show, fit, zoom, mark, filter, centre, svg, shownTies,
    scene: () => scene,
    has: (id) => edgeOf.has(id),
    draws: (actor) => layout.boxes.has(actor),
    look: {
      edges: () => structuredClone(edges.get()),
      boxes: () => Object.fromEntries(nodes.getIds().map((id) => [id, network.getBoundingBox(id)])),
      drawn: () => ({ ...inWindow(extent()), width: container.clientWidth, height: container.clientHeight, scale: network.getScale() }),
      // The numbers that stand on lines, as boxes.
      numbers: () => [...layout.numbers].map(([id, box]) => ({ id, ...edgesOf(box) })),
      frames: () => layout.frames.filter((each) => each.place).map((each) => ({ place: each.place, ...edgesOf(labelOf(each)) })),
      labels: () => layout.labels.map(({ text, places, x, y, width: wide, height }) => ({ text, places, left: x - wide / 2, right: x + wide / 2, top: y - height / 2, bottom: y + height / 2 })),
      shownTies,
      linesOf: (id) => [...scene.direct, ...scene.others].find((edge) => edge.ties.includes(id)).ties.length,
      letters: () => layout.sizes.font * network.getScale(),
      pathOf: (id) => pathOf(edgeOf.get(id)).map(({ x, y }) => ({ x, y })),
      pointOf,
      // The middle of the name of an arena of the pair, in pixels of the window.
      nameOf: (place) => {
        const found = layout.labels.find((each) => each.places.includes(place)) || labelOf(layout.frames.find((each) => each.place === place));
        const [at, box] = [network.canvasToDOM(found), container.getBoundingClientRect()];
        return { x: box.left + at.x, y: box.top + at.y };
      },
      centreOf: (actor) => {
        const [at, box] = [network.canvasToDOM(network.getPosition(actor)), container.getBoundingClientRect()];
        return { x: box.left + at.x, y: box.top + at.y };
      },
    },
  };
}
