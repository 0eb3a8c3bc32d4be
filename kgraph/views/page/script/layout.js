// Where everything stands in the picture of a pair: computed, so that the same graph always looks the same.
//
// The pair stands left and right; its direct ties are arcs between them, cooperation above the axis and conflict below.
// Above and below that, theatre by theatre, stand the parties that each of the two backs, on its backer's side, and in a
// frame of their own those tied to both. All others stand beyond the two, if there is room. Units are pixels at scale 1.

const FACE = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Liberation Sans', Arial, sans-serif";
const SMALLEST = 11;
const WIDE = {
  font: 16, leading: 23, small: 15, wrap: 19, wrapLeading: 16, margin: 6, row: 48, title: 22, gap: 10,
  step: 6, groupStep: 20, first: 20, highest: 270, pairX: 470, columnX: 180, frameWidth: 538,
  outerX: 665, outerStep: 80, outerMost: 9, outerGap: 165, apart: false,
};
const COMPACT = {
  font: 13, leading: 15, small: 13, wrap: 15, wrapLeading: 11, margin: 5, row: 50, title: 22, gap: 8,
  step: 4, groupStep: 18, first: 14, highest: 400, apart: true,
};

function compactAt(width) {
  const half = Math.min(width, 720) / 2;
  return { ...COMPACT, wrap: half > 250 ? 22 : 15, columnX: half / 2 - 4, frameWidth: 2 * half - 4, half };
}

const measuring = document.createElement("canvas").getContext("2d");

function textWidth(text, size, weight = 400) {
  measuring.font = `${weight} ${size}px ${FACE}`;
  return measuring.measureText(text).width;
}

function wrapped(label, most) {
  const lines = [];
  for (const word of label.split(" ").filter(Boolean)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= most) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word.length > 2 * most ? `${word.slice(0, 2 * most - 1)}…` : word);
  }
  if (lines.length > 4) lines.splice(3, lines.length - 3, `${lines[3]} …`);
  return lines.join("\n") || "(no name)";
}

function boxFor(label, leading, sizes) {
  const size = leading ? sizes.leading : sizes.font;
  const text = wrapped(label, leading ? sizes.wrapLeading : sizes.wrap);
  const lines = text.split("\n");
  const margin = leading ? sizes.margin + 4 : sizes.margin;
  const inner = Math.ceil(Math.max(...lines.map((line) => textWidth(line, size, leading ? 600 : 400)))) + 4;
  return { text, inner, margin, size, leading, width: inner + 2 * margin + 2, height: lines.length * size + 2 * margin + 12 };
}

// The bend of each direct tie, the labels of its arenas, and how far the fan reaches up and down.
function fanOf(scene, labelOf, sizes, room) {
  const [bends, labels, reach] = [new Map(), [], {}];
  for (const up of [1, -1]) {
    const groups = new Map();
    for (const tie of scene.direct.filter((each) => (each.sign >= 0) === up > 0)) {
      const label = tie.places.map(labelOf).join(" · ");
      if (!groups.has(label)) groups.set(label, []);
      groups.get(label).push(tie);
    }
    // The arcs of an arena lie closer where there are many; arenas stay far enough apart for their labels.
    const inside = [...groups.values()].reduce((sum, group) => sum + group.length - 1, 0);
    const step = Math.min(sizes.step, Math.max(1.5, (sizes.highest - sizes.first - groups.size * sizes.groupStep) / Math.max(1, inside)));
    let at = sizes.first;
    for (const [label, group] of [...groups].sort(([one], [other]) => (one < other ? -1 : 1))) {
      // Seen from the left, an arc above the axis turns clockwise; from the right, against the clock.
      group.forEach((tie, index) => bends.set(tie.id, (tie.agent === scene.pair[0] ? up : -up) * (at + index * step)));
      const middle = at + ((group.length - 1) * step) / 2;
      labels.push({ ...fitted(label, group[0].sign, room, sizes), ties: group.map((tie) => tie.id), places: group[0].places, x: 0, y: -up * middle });
      at += (group.length - 1) * step + sizes.groupStep;
    }
    reach[up] = at;
  }
  return { bends, labels, above: reach[1], below: reach[-1] };
}

function fitted(label, sign, room, sizes) {
  const mark = { "1": "+ ", "-1": "− " }[sign] || "";
  let [text, size] = [mark + label, sizes.small];
  while (size > SMALLEST && textWidth(text, size, 600) + 10 > room) size -= 0.5;
  while (text.length > mark.length + 4 && textWidth(text, size, 600) + 10 > room) text = `${text.slice(0, -2).trimEnd()}…`;
  return { text, sign, size, width: textWidth(text, size, 600) + 10, height: size + 4 };
}

// Put the actors that stand in no theatre in columns beyond the two, each near the actors that it has ties with.
function standAround(scene, names, boxes, put, sizes, made) {
  const gap = Math.max(sizes.outerGap, ...names.map((name) => made.get(name).width + 16));
  for (const side of [-1, 1]) {
    const column = names.filter((name) => (scene.sideOf(name) || 1) === side);
    const inner = boxes.get(scene.pair[side < 0 ? 0 : 1]);
    const widest = Math.max(0, ...column.map((name) => made.get(name).width));
    const first = Math.max(sizes.outerX, Math.abs(inner.x) + (inner.width + widest) / 2 + 24);
    for (let start = 0; start < column.length; start += sizes.outerMost) {
      const part = arranged(column.slice(start, start + sizes.outerMost), scene, boxes, sizes);
      const x = side * (first + gap * (start / sizes.outerMost));
      part.forEach((name, index) => put(name, x, (index - (part.length - 1) / 2) * sizes.outerStep));
    }
  }
}

function arranged(column, scene, boxes, sizes) {
  const ties = scene.others;
  const inside = ties.filter((tie) => column.includes(tie.agent) && column.includes(tie.target));
  const pulls = new Map(column.map((name) => [name, []]));
  for (const tie of ties) {
    for (const [one, other] of [[tie.agent, tie.target], [tie.target, tie.agent]]) {
      if (pulls.has(one) && boxes.has(other) && !scene.pair.includes(other)) pulls.get(one).push(boxes.get(other).y);
    }
  }
  const mean = (name) => pulls.get(name).reduce((sum, y) => sum + y, 0) / Math.max(1, pulls.get(name).length);
  const sorted = [...column].sort((one, other) => (one < other ? -1 : 1));
  if (column.length > MOST_TRIED) return sorted.sort((one, other) => mean(one) - mean(other));
  return least(permutations(sorted), (order) => {
    const y = new Map(order.map((name, index) => [name, (index - (order.length - 1) / 2) * sizes.outerStep]));
    const own = order.reduce((sum, name) => sum + pulls.get(name).reduce((part, pull) => part + Math.abs(y.get(name) - pull), 0), 0);
    return own + inside.reduce((sum, tie) => sum + 1.5 * Math.abs(y.get(tie.agent) - y.get(tie.target)), 0);
  });
}

// Those tied to both stand in a frame of their own, between the two.
const inOwnFrame = (names) => ({ theatre: null, columns: [[], names, []], rows: names.length });

// Where labels are long, three of them side by side need wider frames, and the pair stands further off.
function widened(sizes, boxes) {
  const widest = Math.max(0, ...boxes.map((box) => box.width));
  const more = Math.max(0, widest + 14 - sizes.columnX);
  sizes.columnX += more;
  sizes.frameWidth = Math.max(sizes.frameWidth + 2 * more, 2 * sizes.columnX + widest + 20);
  sizes.pairX += more;
  sizes.outerX += more;
}

function layoutOfPair(scene, labels, given) {
  const boxes = new Map();
  const sizes = { ...given };
  const made = new Map(scene.actors.map((name) => [name, boxFor(labels.actor(name), scene.pair.includes(name), given)]));
  const put = (name, x, y) => boxes.set(name, { ...made.get(name), x, y });
  const [first, second] = scene.pair;
  if (!sizes.half) widened(sizes, [...scene.theatreOf.keys(), ...scene.shared].map((name) => made.get(name)).filter(Boolean));
  const [firstX, secondX] = sizes.half
    ? [made.get(first).width / 2 - sizes.half + 2, sizes.half - made.get(second).width / 2 - 2]
    : [-sizes.pairX, sizes.pairX];
  put(first, firstX, 0);
  put(second, secondX, 0);
  const pairHalf = Math.max(made.get(first).height, made.get(second).height) / 2;
  sizes.row = Math.max(sizes.row, ...scene.actors.filter((name) => !scene.pair.includes(name)).map((name) => made.get(name).height + 6));
  // Where there is little room, labels stand above or below the two, not between them.
  if (sizes.half) sizes.first = Math.max(sizes.first, pairHalf + sizes.small);
  const gapLeft = firstX + made.get(first).width / 2;
  const gapRight = secondX - made.get(second).width / 2;
  const fan = fanOf(scene, labels.arena, sizes, sizes.half ? 2 * sizes.half - 60 : gapRight - gapLeft - 60);
  const middle = sizes.half ? (gapLeft + gapRight) / 2 : 0;
  fan.labels.forEach((label) => { label.x = middle; });
  const depth = { "-1": Math.max(fan.above, pairHalf + 4), 1: Math.max(fan.below, pairHalf + 4) };
  const blocks = blocksOf(scene, sizes.apart);
  const heightOf = (block) => sizes.title + block.rows * sizes.row;
  const halves = halvesOf(blocks, blocks.map(heightOf), companionsOf(scene.others, scene.theatreOf), depth);
  if (scene.shared.size) {
    blocks.push(inOwnFrame([...scene.shared]));
    halves.push(depth[-1] < depth[1] ? -1 : 1);
  }
  const frames = blocks.map((block, index) => {
    const [direction, height] = [halves[index], heightOf(block)];
    const y = direction * (depth[direction] + sizes.gap + height / 2);
    depth[direction] += sizes.gap + height;
    for (const place of placesIn(block, scene.others, direction, sizes.apart)) {
      put(place.name, place.side * sizes.columnX, y + sizes.title / 2 + (place.row - (block.rows - 1) / 2) * sizes.row);
    }
    const label = block.theatre ? labels.arena(block.theatre) : say("others_with_both");
    return { label, place: block.theatre, x: 0, y, width: sizes.frameWidth, height, labelWidth: textWidth(label, sizes.small, 600) + 10 };
  });
  standAround(scene, scene.actors.filter((name) => !boxes.has(name)), boxes, put, sizes, made);
  const written = [
    ...fan.labels,
    ...frames.map((frame) => ({ x: frame.x, y: frame.y - frame.height / 2 + 13, width: frame.labelWidth, height: 19 })),
  ];
  const fanBox = { x: middle, y: (fan.below - fan.above) / 2, width: 0.64 * (gapRight - gapLeft), height: fan.above + fan.below };
  const bends = new Map([...fan.bends, ...bendsOf(scene.others, boxes, written, [...frames, fanBox], sizes.half)]);
  return { boxes, frames, labels: fan.labels, bends, sizes };
}

// Bends that keep ties off the boxes, and ties of the same two actors apart.
function bendsOf(ties, boxes, written, frames, half) {
  const bundles = new Map();
  for (const tie of ties) {
    const key = JSON.stringify([tie.agent, tie.target].sort());
    if (!bundles.has(key)) bundles.set(key, []);
    bundles.get(key).push(tie);
  }
  const all = [...boxes.values(), ...frames];
  const bounds = {
    top: Math.min(...all.map((box) => box.y - box.height / 2)),
    bottom: Math.max(...all.map((box) => box.y + box.height / 2)),
    left: half ? -half : -Infinity,
    right: half || Infinity,
  };
  const bends = new Map();
  for (const bundle of bundles.values()) {
    const [first, second] = [bundle[0].agent, bundle[0].target].sort();
    const others = [...boxes].filter(([name]) => name !== first && name !== second).map(([, box]) => box);
    const around = { others, written, frames, bounds };
    const base = bundles.size > 150 ? 0 : clearBend(boxes.get(first), boxes.get(second), 10 * (bundle.length - 1), around);
    bundle.forEach((tie, index) => {
      const bend = base + 11 * (index - (bundle.length - 1) / 2);
      bends.set(tie.id, tie.agent === first ? bend : -bend);
    });
  }
  return bends;
}
