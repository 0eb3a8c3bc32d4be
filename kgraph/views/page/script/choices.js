// Filters of which several values can be chosen at once: a list of boxes to tick, each with how many lines it has.

function makeChoices(name, options, changed) {
  const boxes = options.map(([value, label]) => {
    const box = element("input");
    box.type = "checkbox";
    box.value = value;
    box.addEventListener("change", changed);
    const count = element("span", { className: "count" });
    return { value, box, count, item: element("label", {}, box, " ", element("span", { text: label }), " ", count) };
  });
  const told = element("span", { className: "told" });
  const list = element("div", { className: "boxes" }, ...boxes.map(({ item }) => item));
  list.setAttribute("role", "group");
  list.setAttribute("aria-label", say(`filter_${name}`));
  const summary = element("summary", {}, `${say(`filter_${name}`)}: `, told);
  const made = element("details", { className: "choice" }, summary, list);
  made.id = `filter-${name}`;

  const chosen = () => boxes.filter(({ box }) => box.checked).map(({ value }) => value);
  function set(values) {
    for (const { box, value } of boxes) box.checked = values.includes(value);
  }

  // How many lines each value would show; the more common come to nothing before they are hidden.
  function count(howMany) {
    for (const { value, count: place } of boxes) place.textContent = number(howMany(value));
    const found = chosen().length;
    told.textContent = found ? say("chosen", { n: found }) : say("any");
    summary.classList.toggle("on", found > 0);
  }
  return { made, chosen, set, count };
}
