// The actors of each theatre: on the left, between, on the right; in which row; and which theatres lie above or below.

const MOST_TRIED = 6;

function* permutations(items) {
  if (items.length < 2) yield items;
  for (let index = 0; index < items.length; index += 1) {
    const rest = [...items.slice(0, index), ...items.slice(index + 1)];
    for (const tail of permutations(rest)) yield [items[index], ...tail];
  }
}

// The first of the candidates for which the strain is least.
function least(candidates, strain) {
  let [best, lowest] = [undefined, Infinity];
  for (const candidate of candidates) {
    const value = strain(candidate);
    if (value < lowest) [best, lowest] = [candidate, value];
  }
  return best;
}

const count = (length) => Array.from({ length }, (_, index) => index);

// A column in which those with ties to each other stand together, and those closest to the pair come first.
function inColumn(names, ties, close) {
  const sorted = [...names].sort((one, other) => close.get(other) - close.get(one) || (one < other ? -1 : 1));
  if (sorted.length > MOST_TRIED) return sorted;
  const inside = ties.filter((tie) => names.includes(tie.agent) && names.includes(tie.target));
  return least(permutations(sorted), (order) => {
    const apart = inside.reduce((sum, tie) => sum + Math.abs(order.indexOf(tie.agent) - order.indexOf(tie.target)), 0);
    return 3 * apart + order.reduce((sum, name, index) => sum + index * close.get(name), 0);
  });
}

// The blocks of a scene, the largest first. `apart` keeps those between the camps on rows of their own.
function blocksOf(scene, apart) {
  const { pair, others: ties, theatreOf, sideOf } = scene;
  const close = new Map([...theatreOf.keys()].map((name) => [name, 0]));
  for (const tie of ties) {
    if (!pair.includes(tie.agent) && !pair.includes(tie.target)) continue;
    for (const end of [tie.agent, tie.target]) if (close.has(end)) close.set(end, close.get(end) + tie.ties.length);
  }
  const theatres = [...new Set(theatreOf.values())].sort();
  const blocks = theatres.map((theatre) => {
    const here = [...theatreOf.keys()].filter((name) => theatreOf.get(name) === theatre);
    const columns = [-1, 0, 1].map((side) => inColumn(here.filter((name) => sideOf(name) === side), ties, close));
    const longest = Math.max(columns[0].length, columns[2].length);
    return { theatre, columns, rows: apart ? longest + columns[1].length : Math.max(longest, columns[1].length) };
  });
  return blocks.sort((one, other) => other.rows - one.rows || (one.theatre < other.theatre ? -1 : 1));
}

// The side and row of each actor of a block: those with most ties nearest to the axis, opponents on one row.
function placesIn(block, ties, direction, apart) {
  const [left, between, right] = block.columns;
  const row = new Map();
  const foes = ties.filter((tie) => tie.sign < 0).flatMap((tie) => [[tie.agent, tie.target], [tie.target, tie.agent]]);
  const sideRows = apart ? block.rows - between.length : block.rows;
  for (const column of [left, right].sort((one, other) => other.length - one.length)) {
    const start = least(count(sideRows - column.length + 1), (first) => foes
      .filter(([name, foe]) => column.includes(name) && row.has(foe))
      .reduce((sum, [name, foe]) => sum + Math.abs(first + column.indexOf(name) - row.get(foe)), 0));
    column.forEach((name, index) => row.set(name, start + index));
  }
  // Those between the camps stand far off the axis, but not where opponents face each other.
  const busy = new Set(foes.filter(([n, foe]) => left.includes(n) && right.includes(foe) && row.get(n) === row.get(foe)).map(([n]) => row.get(n)));
  const starts = apart ? [sideRows] : count(block.rows - between.length + 1).reverse();
  const start = least(starts, (first) => between.filter((_, index) => busy.has(first + index)).length);
  between.forEach((name, index) => row.set(name, start + index));
  const side = (name) => (left.includes(name) ? -1 : right.includes(name) ? 1 : 0);
  return [...row].map(([name, at]) => ({ name, side: side(name), row: direction > 0 ? at : block.rows - 1 - at }));
}

// Pairs of theatres whose outside supporters have ties with each other: these had better lie together.
function companionsOf(ties, theatreOf) {
  const reach = new Map();
  for (const tie of ties) {
    for (const [one, other] of [[tie.agent, tie.target], [tie.target, tie.agent]]) {
      if (theatreOf.has(one) || !theatreOf.has(other)) continue;
      if (!reach.has(one)) reach.set(one, new Set());
      reach.get(one).add(theatreOf.get(other));
    }
  }
  // Those who back parties in many theatres pull nowhere.
  const only = (name) => (reach.has(name) && reach.get(name).size === 1 ? [...reach.get(name)][0] : undefined);
  return ties.map((tie) => [only(tie.agent), only(tie.target)]).filter(([one, other]) => one && other && one !== other);
}

// For each block whether it lies above (-1) or below (1), so that the lower half is about twice as high: what is first seen
// of the picture then shows the pair and its arcs.
function halvesOf(blocks, heights, companions, depth) {
  if (blocks.length > MOST_TRIED) return blocks.map((_, index) => (index % 2 ? 1 : -1));
  const choices = count(2 ** blocks.length).map((bits) => blocks.map((_, index) => ((bits >> (blocks.length - 1 - index)) & 1 ? 1 : -1)));
  return least(choices, (choice) => {
    const high = (side) => depth[side] + heights.reduce((sum, height, index) => sum + (choice[index] === side ? height : 0), 0);
    const at = new Map(blocks.map((block, index) => [block.theatre, choice[index]]));
    return Math.abs(2 * high(-1) - high(1)) + 150 * companions.filter(([one, other]) => at.get(one) !== at.get(other)).length;
  });
}
