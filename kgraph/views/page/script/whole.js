// Where everything stands in the picture of the whole graph: ties pull, boxes push, from a fixed start in fixed steps.

// Fewer rounds for more actors: a round compares each two of them.
const roundsFor = (actors) => Math.min(300, Math.max(40, Math.round(60000 / actors)));

function wholeScene(allTies, isTheatre, alone, camps) {
  const ties = allTies.filter((tie) => !tie.rule);
  const near = byActor(ties);
  return {
    pair: [],
    actors: [...near.keys()].sort(),
    direct: [],
    others: bundled(ties),
    theatreOf: theatresOf(ties, isTheatre, []),
    sideOf: () => 0,
    camps,
    left: alone.filter((name) => !near.has(name)).sort(),
  };
}

function layoutOfWhole(scene, labels, sizes, least) {
  const made = scene.actors.map((name) => ({ name, ...boxFor(labels.actor(name), false, sizes) }));
  const links = linksOf(scene);
  const index = new Map(scene.actors.map((name, at) => [name, at]));
  const degree = scene.actors.map((name) => scene.others.filter((tie) => tie.agent === name || tie.target === name).length);
  const area = made.reduce((sum, box) => sum + (box.width + 46) * (box.height + 46), 0) * (sizes.half ? 1.3 : 2);
  // Where there is room for it, many actors get a wider picture, not only a higher one.
  const width = sizes.half ? least : Math.max(least, Math.sqrt(area * 1.8));
  const height = Math.max(240, area / width);
  const rounds = roundsFor(Math.max(1, made.length));
  const bands = bandsOf(made, scene.camps, width, height, sizes.half);
  const bandAt = (at) => bands[bandOf(scene.camps, made[at].name)];
  // In each band, the actors with most ties start in the middle, on a sunflower's spiral.
  const order = [...made.keys()].sort((one, other) => degree[other] - degree[one] || one - other);
  for (const band of bands) {
    const members = order.filter((at) => bandAt(at) === band);
    members.forEach((at, rank) => {
      const [turn, away] = [rank * 2.399963, Math.sqrt((rank + 0.5) / members.length) / 2];
      made[at].x = band.x + Math.cos(turn) * away * band.width;
      made[at].y = band.y + Math.sin(turn) * away * band.height;
    });
  }
  const ideal = Math.sqrt((width * height) / Math.max(1, made.length));
  for (let round = 0; round < rounds; round += 1) {
    const most = ((rounds - round) / rounds) * (ideal / 3) + 1;
    const pushes = made.map(() => [0, 0]);
    const push = (one, other, dx, dy) => {
      pushes[one][0] += dx; pushes[one][1] += dy; pushes[other][0] -= dx; pushes[other][1] -= dy;
    };
    for (let one = 0; one < made.length; one += 1) {
      for (let other = one + 1; other < made.length; other += 1) {
        const [dx, dy] = [made[one].x - made[other].x || 0.1, made[one].y - made[other].y || 0.1];
        const force = (ideal * ideal) / (dx * dx + dy * dy);
        push(one, other, dx * force, dy * force);
      }
    }
    for (const [agent, target, weight] of links) {
      const [one, other] = [index.get(agent), index.get(target)];
      const [dx, dy] = [made[one].x - made[other].x, made[one].y - made[other].y];
      const force = (-weight * Math.hypot(dx, dy)) / ideal;
      push(one, other, dx * force, dy * force);
    }
    made.forEach((box, at) => {
      const [dx, dy] = pushes[at];
      const length = Math.hypot(dx, dy) || 1;
      const step = Math.min(length, most) / length;
      const band = bandAt(at);
      box.x = band.x + within(box.x + dx * step - band.x, (band.width - box.width) / 2);
      box.y = band.y + within(box.y + dy * step - band.y, (band.height - box.height) / 2);
    });
  }
  bands.forEach((band) => separate(made.filter((_, at) => bandAt(at) === band), band));
  const frames = stacked(framesOf(made, scene.camps, labels.camps), made, scene.camps, Boolean(sizes.half));
  const boxes = new Map(made.map((box) => [box.name, box]));
  const written = frames.map((frame) => ({ x: frame.x, y: frame.y - frame.height / 2 + 13, width: textWidth(frame.label, sizes.small, 600) + 10, height: 19 }));
  return { boxes, frames, labels: [], bends: bendsOf(scene.others, boxes, written, [], sizes.half), sizes };
}

const within = (value, most) => Math.min(Math.max(value, -Math.max(0, most)), Math.max(0, most));

// Each two that have ties pull each other, however many they are; those of one theatre a little.
function linksOf(scene) {
  const bound = new Map(scene.others.map((tie) => [JSON.stringify([tie.agent, tie.target].sort()), tie]));
  const links = [...bound.values()].map((tie) => [tie.agent, tie.target, 1]);
  const members = [...scene.theatreOf].sort();
  for (const [one, place] of members) {
    for (const [other, same] of members) if (one < other && place === same) links.push([one, other, 0.25]);
  }
  return links;
}

// Move boxes apart until none overlaps, sideways as long as their band has room, else up and down.
function separate(made, { x: middle, width }) {
  const [padX, padY] = width > ROOMY ? [40, 30] : [12, 22];
  const rounds = roundsFor(Math.max(1, made.length));
  for (let round = 0; round < rounds; round += 1) {
    let moved = false;
    for (let one = 0; one < made.length; one += 1) {
      for (let other = one + 1; other < made.length; other += 1) {
        const [a, b] = [made[one], made[other]];
        const overX = (a.width + b.width) / 2 + padX - Math.abs(a.x - b.x);
        const overY = (a.height + b.height) / 2 + padY - Math.abs(a.y - b.y);
        if (overX <= 0 || overY <= 0) continue;
        moved = true;
        if (overX < overY && 2 * round < rounds) {
          const shift = (a.x <= b.x ? -1 : 1) * (overX / 2 + 0.5);
          a.x = middle + within(a.x + shift - middle, (width - a.width) / 2);
          b.x = middle + within(b.x - shift - middle, (width - b.width) / 2);
        } else {
          const shift = (a.y <= b.y ? -1 : 1) * (overY / 2 + 0.5);
          a.y += shift;
          b.y -= shift;
        }
      }
    }
    if (!moved) return;
  }
  dropped(made, padX / 2, padY / 2);
}

// Where rounds do not suffice: from top to bottom, each box falls past those that it would overlap.
function dropped(made, padX, padY) {
  const placed = [];
  for (const box of [...made].sort((one, other) => one.y - other.y)) {
    const beside = placed.filter((other) => (box.width + other.width) / 2 + padX > Math.abs(box.x - other.x)).sort((one, other) => one.y - other.y);
    for (const other of beside) {
      const room = (box.height + other.height) / 2 + padY;
      if (Math.abs(box.y - other.y) < room) box.y = other.y + room;
    }
    placed.push(box);
  }
}
