// What the picture says, as a list: of a pair first the two, then field by field their lines; then everybody else, frame by
// frame, each with the lines that begin at it. Each entry knows where it stands and what opens when it is chosen.

function entriesOf(data, { scene, layout, shown, tiesOf, labelOf, edgesOf, boxOf, middleOf }, on) {
  const drawn = [...scene.direct, ...scene.others].filter((edge) => edge.ties.some(shown));
  const told = (edge) => {
    const found = edge.ties.filter(shown).map((id) => data.now.get(id));
    const ends = { a: data.actors[edge.agent].label, b: data.actors[edge.target].label };
    const text = found.length > 1 ? say("pair_lines", { ...ends, statements: many("statement", found.length) }) : found[0].text;
    return `${say(`kind_${edge.sign}`)}: ${text}`;
  };
  const arc = (edge) => ({ key: edge.id, text: told(edge), box: () => middleOf(edge), open: () => on.ties(tiesOf(edge.id)) });
  const own = (name) => drawn.filter((edge) => !scene.direct.includes(edge) && edge.agent === name).map(arc);
  const actor = (name) => [{ key: name, text: data.actors[name].label, box: () => boxOf(name), open: () => on.actor(name) }, ...own(name)];
  const label = (each) => [
    { key: arenaId(each.places), text: `${each.text}: ${many("statement", each.ties.filter(shown).length)}`, box: () => edgesOf(each), open: () => on.arenas(each.places) },
    ...scene.direct.filter((edge) => each.ties.includes(edge.id) && shown(edge.id)).map(arc),
  ];
  const frame = (each) => (each.place ? [[{ key: `frame ${each.place}`, text: each.label, box: () => edgesOf(labelOf(each)), open: () => on.arenas([each.place]) }]] : []);
  const inside = (each) => [...layout.boxes].filter(([name, box]) => !scene.pair.includes(name) && holds(each, box.x, box.y, 0)).map(([name]) => name);
  const framed = layout.frames.map((each) => [each, inside(each)]);
  const rest = [...layout.boxes.keys()].filter((name) => !scene.pair.includes(name) && !framed.some(([, names]) => names.includes(name)));
  return [
    ...scene.pair.map(actor),
    ...layout.labels.filter((each) => each.ties.some(shown)).map(label),
    ...framed.flatMap(([each, names]) => [...frame(each), ...names.map(actor)]),
    ...rest.map(actor),
  ];
}
