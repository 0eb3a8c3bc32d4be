// What a picture shows: of a pair, those who stand between the two; of the whole graph, everybody.
// A tie has id, agent, target, sign (1, -1, 0), look, acts (the agent acts for the target), places (arenas), symmetric.

// More than this would make no picture: the closest are drawn, the others named below it.
const MOST_ONE_SIDED = 6;
const MOST_SHARED = 8;
const MOST_IN_THEATRE = 12;
// What a line rests on, the strongest first.
const STRONGEST = ["stated", "derived", "reported", "derived-report", "expected"];

const otherEnd = (tie, end) => (tie.agent === end ? tie.target : tie.agent);
const joins = (tie, a, b) => (tie.agent === a && tie.target === b) || (tie.agent === b && tie.target === a);

function byActor(ties) {
  const found = new Map();
  const add = (end, tie) => (found.get(end) || found.set(end, []).get(end)).push(tie);
  for (const tie of ties) for (const end of new Set([tie.agent, tie.target])) add(end, tie);
  return found;
}

// The one theatre of each actor that has one, and most of its ties there; who leads or belongs to somebody in a theatre
// stands there too.
function theatresOf(ties, isTheatre, apart) {
  const found = new Map();
  const busy = new Set(apart);
  for (const [name, near] of byActor(ties)) {
    const theatres = new Set(near.flatMap((tie) => tie.places.filter(isTheatre)));
    const [signed, here] = [near.filter((tie) => tie.sign), near.filter((tie) => tie.sign && tie.places.some(isTheatre))];
    if (theatres.size > 1 || 2 * here.length < signed.length) busy.add(name);
    else if (theatres.size && !busy.has(name)) found.set(name, [...theatres][0]);
  }
  for (const _ of [1, 2]) {
    for (const tie of ties.filter((each) => each.acts)) {
      for (const [one, other] of [[tie.agent, tie.target], [tie.target, tie.agent]]) {
        if (!busy.has(one) && !found.has(one) && found.has(other)) found.set(one, found.get(other));
      }
    }
  }
  return found;
}

// On whose side each actor stands: -1 for the first of the pair, 1 for the second, 0 for neither.
function sidesOf([a, b], ties, household, theatreOf) {
  const score = new Map();
  const add = (name, value) => score.set(name, (score.get(name) || 0) + value);
  for (const tie of ties) {
    const ends = [tie.agent, tie.target].map((end) => household.get(end) || end);
    for (const [principal, weight] of [[a, -1], [b, 1]]) {
      if (!ends.includes(principal)) continue;
      for (const end of [tie.agent, tie.target]) add(end, weight * (theatreOf.has(end) ? tie.sign : 1));
    }
  }
  for (const [name, principal] of household) score.set(name, principal === a ? -1 : 1);
  for (const _ of [1, 2]) {
    for (const tie of ties) {
      for (const [one, other] of [[tie.agent, tie.target], [tie.target, tie.agent]]) {
        if (!score.get(one) && (tie.acts || !theatreOf.has(one))) score.set(one, score.get(other) || 0);
      }
    }
  }
  return (name) => Math.sign(score.get(name) || 0);
}

// Ties of one sign between the same two are one line of the picture: `ties` has them all, the strongest look counts, and
// it has a head at both ends (`symmetric`) if one of them runs the other way.
function bundled(ties) {
  const found = new Map();
  for (const tie of ties) {
    const key = JSON.stringify([...[tie.agent, tie.target].sort(), tie.sign]);
    if (!found.has(key)) found.set(key, []);
    found.get(key).push(tie);
  }
  return [...found.values()].map((group) => {
    const { id, agent, target, sign, acts } = group[0];
    const look = STRONGEST.find((each) => group.some((tie) => tie.look === each));
    const symmetric = group.some((tie) => tie.symmetric || tie.agent !== agent);
    const places = [...new Set(group.flatMap((tie) => tie.places))];
    return { id, agent, target, sign, symmetric, acts, look, ties: group.map((tie) => tie.id), places };
  });
}

// The scene of a pair: the two, the conflicts in which both take part, those who act for them, those tied to both, and,
// if there is room, a few outside all conflicts that are tied to one of them. Everybody else is `left`.
function focusScene([a, b], allTies, isTheatre, roomy) {
  const ties = allTies.filter((tie) => !tie.rule || joins(tie, a, b) || (tie.onBehalf && (tie.agent === a || tie.agent === b)));
  const near = byActor(ties);
  const of = (name) => near.get(name) || [];
  const household = new Map(ties.filter((tie) => tie.acts && (tie.target === a || tie.target === b)).map((tie) => [tie.agent, tie.target]));
  const circle = (end) => [end, ...[...household].filter(([, principal]) => principal === end).map(([name]) => name)];
  const [aCircle, bCircle] = [circle(a), circle(b)];
  const reach = (names) => new Set(names.flatMap((name) => of(name).filter((tie) => tie.sign).map((tie) => otherEnd(tie, name))));
  const arenas = (names) => new Set(names.flatMap((name) => of(name).flatMap((tie) => tie.places.filter(isTheatre))));
  const [aReach, bReach, aArenas, bArenas] = [reach(aCircle), reach(bCircle), arenas(aCircle), arenas(bCircle)];
  const pairs = new Set([a, b, ...household.keys()]);
  const everyTheatre = theatresOf(ties, isTheatre, pairs);
  const closeness = (name) => of(name).filter((tie) => tie.sign && (pairs.has(tie.agent) || pairs.has(tie.target))).length;
  const closest = (names, most) => [...names].sort((one, other) => closeness(other) - closeness(one) || (one < other ? -1 : 1)).slice(0, most);
  const both = [...new Set(everyTheatre.values())].filter((place) => aArenas.has(place) && bArenas.has(place));
  const theatreOf = new Map(both.flatMap((place) => {
    const members = [...everyTheatre.keys()].filter((name) => everyTheatre.get(name) === place);
    return closest(members, MOST_IN_THEATRE).map((name) => [name, place]);
  }));
  const kept = new Set([a, b, ...theatreOf.keys()]);
  const outside = [...new Set([...aReach, ...bReach])].filter((name) => !kept.has(name) && !household.has(name)).sort();
  const inBoth = outside.filter((name) => aReach.has(name) && bReach.has(name) && !both.includes(everyTheatre.get(name)));
  const shared = new Set(closest(inBoth, MOST_SHARED).sort());
  for (const name of shared) kept.add(name);
  if (roomy) {
    for (const end of [a, b]) {
      const ownOnly = outside.filter((name) => !kept.has(name) && !everyTheatre.has(name) && of(end).some((tie) => tie.sign && otherEnd(tie, end) === name));
      if (ownOnly.length <= MOST_ONE_SIDED) ownOnly.forEach((name) => kept.add(name));
    }
    // Who acts for one of the two is drawn if there is something that it does, or that is done to it.
    const busy = () => [...household].filter(([name, principal]) => !kept.has(name) && of(name).some((tie) => {
      const other = otherEnd(tie, name);
      return tie.sign && other !== principal && (kept.has(other) || household.has(other));
    }));
    for (const [name] of busy()) kept.add(name);
  }
  const drawn = ties.filter((tie) => kept.has(tie.agent) && kept.has(tie.target));
  const left = [...near.keys()].filter((name) => !kept.has(name)).sort();
  return {
    pair: [a, b],
    actors: [...kept].sort(),
    direct: drawn.filter((tie) => joins(tie, a, b)).map((tie) => ({ ...tie, ties: [tie.id] })),
    others: bundled(drawn.filter((tie) => !joins(tie, a, b))),
    theatreOf,
    shared,
    sideOf: sidesOf([a, b], drawn, new Map([...household].filter(([name]) => kept.has(name))), theatreOf),
    left,
  };
}
