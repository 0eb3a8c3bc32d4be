// Which pair is in the middle, or that none is: headline, summary, dossier and picture change together.

function makePairs(data, picture, on) {
  const dossiers = [...document.querySelectorAll(".dossier")];
  const known = new Map(data.pairs.map((pair, index) => [JSON.stringify([pair.a, pair.b].sort()), index]));
  const [first, second] = [byId("first"), byId("second")];
  let focus = null;

  const names = Object.keys(data.actors).sort((one, other) => data.actors[one].label.localeCompare(data.actors[other].label, "en"));
  for (const list of [first, second]) {
    list.append(element("option", { text: "(choose)" }), ...names.map((name) => {
      const option = element("option", { text: data.actors[name].label });
      option.value = name;
      return option;
    }));
    list.addEventListener("change", () => {
      if (Object.hasOwn(data.actors, first.value) && Object.hasOwn(data.actors, second.value) && first.value !== second.value) on.chosen([first.value, second.value]);
    });
  }

  const rows = [...document.querySelectorAll("#pairs tbody tr")];
  const chooser = (row) => row.querySelector("button");
  for (const row of rows) chooser(row).addEventListener("click", () => on.chosen([chooser(row).dataset.a, chooser(row).dataset.b]));

  // Sorting by a heading; once more turns the order round.
  function sortBy(head) {
    const key = head.dataset.sort;
    const known = head.getAttribute("aria-sort");
    const down = known ? known === "ascending" : key !== "label";
    const compare = (one, other) => (key === "label"
      ? one.dataset.label.localeCompare(other.dataset.label, "en")
      : Number(one.dataset[key]) - Number(other.dataset[key]));
    const sorted = rows.map((row, index) => [row, index]).sort(([one, i], [other, j]) => (down ? -1 : 1) * compare(one, other) || i - j);
    byId("pairs").tBodies[0].append(...sorted.map(([row]) => row));
    for (const each of document.querySelectorAll("#pairs [data-sort]")) each.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
  }
  for (const head of document.querySelectorAll("#pairs [data-sort]")) {
    head.replaceChildren(button(head.textContent, () => sortBy(head), "sort"));
  }

  function headline(pair, index) {
    if (!pair) return [data.whole.title, data.whole.summary];
    if (index !== undefined) return [data.pairs[index].title, data.pairs[index].summary];
    const both = pair.map((name) => data.actors[name].name).join(" and ");
    return [both.slice(0, 1).toUpperCase() + both.slice(1), data.nothing.replace("{pair}", () => both)];
  }

  // The two stand as they were named; their dossier is the same either way.
  function show(wanted) {
    const index = wanted ? known.get(JSON.stringify([...wanted].sort())) : undefined;
    focus = wanted;
    const [title, summary] = headline(focus, index);
    byId("title").textContent = title;
    byId("summary").textContent = summary;
    document.title = title;
    dossiers.forEach((dossier, at) => { dossier.hidden = at !== index; });
    byId("caption-pair").hidden = !focus;
    byId("caption-whole").hidden = Boolean(focus);
    byId("whole").setAttribute("aria-pressed", String(!focus));
    if (focus) [first.value, second.value] = focus;
    else first.selectedIndex = second.selectedIndex = 0;
    for (const row of rows) {
      const { a, b } = chooser(row).dataset;
      if (focus && focus.includes(a) && focus.includes(b)) chooser(row).setAttribute("aria-current", "true");
      else chooser(row).removeAttribute("aria-current");
    }
    picture.show(focus);
    return focus;
  }

  return { show, focus: () => focus };
}

// An actor by the beginning of one of the words of its name, the shortest name first.
function findActor(data, text) {
  const plain = (word) => word.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase("en").trim();
  const wanted = plain(text);
  if (!wanted) return null;
  const fits = ([, actor]) => actor.names.some((name) => plain(name).startsWith(wanted) || plain(name).includes(` ${wanted}`));
  const found = Object.entries(data.actors).filter(fits).sort(([, one], [, other]) => one.label.length - other.label.length);
  const exact = found.find(([, actor]) => actor.names.some((name) => plain(name) === wanted));
  return (exact || found[0] || [null])[0];
}
