// The picture as a list, for the keyboard and for screen readers: everything drawn, as a button that lies where it is
// drawn. One of them is in the order of tabs; arrow keys lead to the others.

function makeMirror(data, place, on) {
  const list = byId("mirror");
  let stops = [];
  let current = null;

  // `groups` are lists of entries { key, text, box, open }; the first of each is what left and right lead to.
  function fill(groups) {
    const [key, focused] = [current && current.key, list.contains(document.activeElement)];
    stops = groups.flatMap((entries, group) => entries.map((entry, index) => ({ ...entry, head: index === 0, group })));
    list.replaceChildren(...groups.map((entries, group) => {
      const items = stops.filter((stop) => stop.group === group).map((stop) => {
        stop.made = button(stop.text, () => stop.open(), "stop");
        stop.made.tabIndex = -1;
        stop.made.addEventListener("focus", () => turnTo(stop));
        return element("li", {}, stop.made);
      });
      return element("li", {}, element("ul", {}, ...items));
    }));
    current = stops.find((stop) => stop.key === key) || stops[0] || null;
    if (!current) return;
    current.made.tabIndex = 0;
    if (focused) current.made.focus({ preventScroll: true });
  }

  function lay() {
    if (!current || document.activeElement !== current.made) return;
    const { left, top, width, height } = place(current.box());
    Object.assign(current.made.style, { left: `${left}px`, top: `${top}px`, width: `${width}px`, height: `${height}px` });
  }

  function turnTo(stop) {
    if (current) current.made.tabIndex = -1;
    current = stop;
    current.made.tabIndex = 0;
    lay();
    current.made.scrollIntoView({ block: "nearest" });
    on.turned(current.key);
  }

  list.addEventListener("focusout", (event) => { if (!list.contains(event.relatedTarget)) on.left(); });
  list.addEventListener("keydown", (event) => {
    const at = stops.indexOf(current);
    const heads = stops.filter((stop) => stop.head);
    const next = {
      ArrowDown: () => stops[at + 1],
      ArrowUp: () => stops[at - 1],
      ArrowRight: () => heads.find((stop) => stops.indexOf(stop) > at),
      ArrowLeft: () => heads.findLast((stop) => stops.indexOf(stop) < at),
      Home: () => stops[0],
      End: () => stops.at(-1),
    }[event.key];
    if (!next || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    const stop = next();
    if (stop) stop.made.focus({ preventScroll: true });
  });

  return { fill, lay };
}
