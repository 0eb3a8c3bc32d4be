// The two camps of the whole graph: each in a frame of its own, and below them those who are in neither.

// Which band of the picture an actor belongs to: 0 and 1 are the camps, 2 is neither.
const bandOf = (camps, name) => (Object.hasOwn(camps.members, name) ? camps.members[name] - 1 : 2);

// The bands beside each other where there is room, else one below the other; each as large as its members need.
function bandsOf(made, camps, width, height, half) {
  const area = (band) => made.filter(({ name }) => bandOf(camps, name) === band).reduce((sum, box) => sum + (box.width + 46) * (box.height + 46), 0);
  const areas = [0, 1, 2].map(area);
  const all = areas.reduce((sum, each) => sum + each, 0) || 1;
  const lowest = areas[2] ? Math.max(120, (height * areas[2]) / all) : 0;
  const upper = height - lowest;
  const share = Math.min(0.8, Math.max(0.2, areas[0] / (areas[0] + areas[1] || 1)));
  const top = -height / 2;
  const [left, gap] = [-width / 2, 26];
  if (half) {
    const first = upper * share;
    return [
      { x: 0, y: top + first / 2, width, height: first - gap },
      { x: 0, y: top + first + (upper - first) / 2, width, height: upper - first - gap },
      { x: 0, y: height / 2 - lowest / 2, width, height: lowest },
    ];
  }
  const first = width * share;
  return [
    { x: left + first / 2, y: top + upper / 2, width: first - gap, height: upper - gap },
    { x: left + first + (width - first) / 2, y: top + upper / 2, width: width - first - gap, height: upper - gap },
    { x: 0, y: height / 2 - lowest / 2, width, height: lowest },
  ];
}

// The frames as their members came to stand in them.
function framesOf(made, camps, labels) {
  return [0, 1, 2].flatMap((band) => {
    const members = made.filter(({ name }) => bandOf(camps, name) === band);
    if (!members.length) return [];
    const [left, right, top, bottom] = [
      Math.min(...members.map((box) => box.x - box.width / 2)) - 10, Math.max(...members.map((box) => box.x + box.width / 2)) + 10,
      Math.min(...members.map((box) => box.y - box.height / 2)) - 28, Math.max(...members.map((box) => box.y + box.height / 2)) + 10,
    ];
    return [{ label: labels[band], members: members.map(({ name }) => name), x: (left + right) / 2, y: (top + bottom) / 2, width: right - left, height: bottom - top }];
  });
}

// Boxes that were moved apart may have left their band downwards: what lies below makes room.
function stacked(frames, made, camps, half) {
  const order = half ? frames.map((_, at) => at) : [0, 1, 2].filter((at) => at < frames.length);
  const upper = half || frames.length < 3 ? 0 : 2;
  order.forEach((at) => {
    const above = half ? frames.slice(0, at) : at >= upper && upper ? frames.slice(0, at) : [];
    const floor = Math.max(-Infinity, ...above.map((frame) => frame.y + frame.height / 2 + 22));
    const frame = frames[at];
    const shift = floor - (frame.y - frame.height / 2);
    if (shift <= 0) return;
    frame.y += shift;
    for (const box of made) if (frame.members.includes(box.name)) box.y += shift;
  });
  return frames;
}
