// The arcs of the picture, and which way keeps them off the boxes. A box is { x, y, width, height } by its centre.
// A bend is how far the middle of an arc lies off its chord; positive is clockwise.

const SAMPLES = 28;
const BENDS = Array.from({ length: 37 }, (_, step) => (step % 2 ? 1 : -1) * Math.ceil(step / 2) * 14);

function holds(box, x, y, margin) {
  return Math.abs(x - box.x) <= box.width / 2 + margin && Math.abs(y - box.y) <= box.height / 2 + margin;
}

// The control point of an arc: twice as far off the chord as the middle of the arc.
function control(start, end, bend) {
  const [dx, dy] = [end.x - start.x, end.y - start.y];
  const length = Math.hypot(dx, dy) || 1;
  return { x: (start.x + end.x) / 2 + (2 * bend * dy) / length, y: (start.y + end.y) / 2 - (2 * bend * dx) / length };
}

function pointOnArc(start, middle, end, t) {
  const of = (key) => (1 - t) ** 2 * start[key] + 2 * t * (1 - t) * middle[key] + t * t * end[key];
  return { x: of("x"), y: of("y") };
}

// How far beside its arc a number may stand, the nearest first.
const ASIDE = [0, 15, -15, 28, -28, 42, -42, 56, -56, 70, -70, 90, -90, 110, -110, 130, -130];

// Where the number of each line stands: near the middle of its arc, those of both signs beside each other, and off all
// that is written; beside the arc where it is too short. `arcs` are { id, sign, start, middle, end, width, height };
// `written` are boxes.
function numbersOn(arcs, written) {
  const placed = new Map();
  const taken = [...written];
  const meets = (one, other, gap) => Math.abs(one.x - other.x) < (one.width + other.width) / 2 + gap && Math.abs(one.y - other.y) < (one.height + other.height) / 2 + gap;
  for (const { id, sign, start, middle, end, width, height } of arcs) {
    const usual = 0.5 - 0.08 * sign;
    const along = Array.from({ length: 41 }, (_, step) => usual + (step % 2 ? 1 : -1) * Math.ceil(step / 2) * 0.02).filter((t) => t > 0.05 && t < 0.95);
    const points = along.map((t) => {
      const [{ x, y }, before] = [pointOnArc(start, middle, end, t), pointOnArc(start, middle, end, t - 0.02)];
      const long = Math.hypot(x - before.x, y - before.y) || 1;
      return { x, y, dx: (x - before.x) / long, dy: (y - before.y) / long };
    });
    const clear = (gap) => {
      for (const off of ASIDE) {
        for (const { x, y, dx, dy } of points) {
          const box = { x: x - off * dy, y: y + off * dx, width, height };
          if (!taken.some((each) => meets(box, each, gap))) return box;
        }
      }
      return null;
    };
    const found = clear(4) || clear(0) || { x: points[0].x, y: points[0].y, width, height };
    placed.set(id, found);
    taken.push(found);
  }
  return placed;
}

// The smallest bend from box to box that crosses the least of `others` (boxes), `written` (labels) and `frames`, and
// leaves `bounds` the least; `spread` is the width of a bundle of arcs.
function clearBend(start, end, spread, { others, written, frames, bounds }) {
  const foreign = frames.filter((frame) => !holds(frame, start.x, start.y, 0) && !holds(frame, end.x, end.y, 0));
  let [best, least] = [0, Infinity];
  for (const bend of BENDS) {
    const middle = control(start, end, bend);
    let cost = Math.abs(bend) / 4;
    for (let index = 1; index < SAMPLES && cost < least; index += 1) {
      const { x, y } = pointOnArc(start, middle, end, index / SAMPLES);
      const hit = (boxes, margin) => boxes.reduce((count, box) => count + holds(box, x, y, margin), 0);
      cost += 40 * hit(others, 6 + spread / 2) + 12 * hit(written, 2 + spread / 2) + 6 * hit(foreign, 0);
      cost += y < bounds.top || y > bounds.bottom ? 10 : 0;
      cost += x < bounds.left || x > bounds.right ? 60 : 0;
    }
    if (cost < least) [best, least] = [bend, cost];
  }
  return best;
}
