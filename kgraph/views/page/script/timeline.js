// The time slider: a month, or any date; step by step, or played from change to change; over a small timeline.

// How long a month stays while it plays, in milliseconds: one of many, or one in which something changes.
const STAY = { month: 450, change: 900 };

function makeTimeline(data, changed, signal) {
  const everyMonth = monthsOf(data.ties);
  let months = everyMonth;
  const [slider, picture] = [byId("month"), byId("timeline")];
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  let month = null;
  let counts = [];
  let timer = null;
  byId("chart-pale").hidden = data.coded;
  byId("time").hidden = !data.timed || everyMonth.length < 2;
  const pace = byId("pace");
  pace.append(...Object.keys(STAY).map((each) => option(each, say(`pace_${each}`))));
  const allowPlay = () => { byId("play").hidden = byId("pace-label").hidden = still.matches; };
  allowPlay();
  still.addEventListener("change", () => {
    stop();
    allowPlay();
  }, { signal });
  pace.addEventListener("change", () => stop());

  const at = () => (month ? months.indexOf(month) : -1);

  function tell() {
    const now = counts[at()];
    byId("time-now").textContent = month ? monthName(month) : say("time_all");
    byId("time-counts").textContent = now ? `${say("timeline_now", { when: capital(monthName(month)), plus: number(now.plus), minus: number(now.minus) })}.` : "";
    slider.value = month ? at() : months.length - 1;
    slider.setAttribute("aria-valuetext", month ? monthName(month) : say("time_all"));
    byId("time-reset").disabled = !month;
    const cursor = picture.querySelector(".cursor");
    if (cursor) {
      cursor.setAttribute("display", month ? "inline" : "none");
      cursor.setAttribute("x", (at() * 600) / Math.max(1, months.length));
    }
  }

  function go(wanted) {
    month = wanted;
    tell();
    changed(month);
  }

  // The first month of the next stretch, this way, in which something else holds; null if there is none.
  function change(step) {
    const here = month ? at() : step > 0 ? -1 : months.length;
    const differs = (index) => !counts[here] || counts[index].key !== counts[here].key;
    let index = here + step;
    while (index >= 0 && index < months.length && !differs(index)) index += step;
    if (index < 0 || index >= months.length) return null;
    while (step < 0 && index > 0 && counts[index - 1].key === counts[index].key) index -= 1;
    return months[index];
  }

  // The month to which play goes on; null at the end.
  const onward = () => (pace.value === "change" ? change(1) : months[at() + 1] || null);

  function stop() {
    clearInterval(timer);
    timer = null;
    byId("play").textContent = say("time_play");
  }

  function play() {
    if (timer) {
      stop();
      return;
    }
    byId("play").textContent = say("time_pause");
    go(onward() || months[0]);
    timer = setInterval(() => {
      const next = onward();
      if (next) go(next);
      else stop();
    }, STAY[pace.value]);
  }
  signal.addEventListener("abort", stop);

  // What a line adds to the numbers of a month, possibly and certainly; the last one is the same while nothing changes.
  function holding(tie, each, asked) {
    if (tie.months) {
      const count = eventsIn(tie, each);
      return [count && eventsOf(tie) && count, count && eventsOf(tie) && count, count === undefined ? "" : `${each} ${count}`];
    }
    const held = tie.times.filter((time) => mayHold(time, asked));
    return [1, Number(held.some((time) => mustHold(time, asked))), held.length ? String(held.length) : ""];
  }

  // How many lines of the ties in question hold in each month: possibly, and certainly.
  function draw(ties) {
    const own = monthsOf(ties, 0.04);
    // The month that is asked about stays, whatever pair comes to the middle.
    const [first, last] = [own[0], own[own.length - 1]].map((each, end) => (month && (!each || (end ? month > each : month < each)) ? month : each));
    months = everyMonth.filter((each) => first && each >= first && each <= last);
    slider.max = Math.max(0, months.length - 1);
    counts = months.map((each) => {
      const asked = windowOf(each);
      const found = { plus: 0, minus: 0, surePlus: 0, sureMinus: 0, key: "" };
      for (const tie of ties) {
        const [some, certain, key] = holding(tie, each, asked);
        if (!key) continue;
        found.key += `${tie.id}|${key} `;
        if (!tie.sign) continue;
        const [possible, sure] = tie.sign > 0 ? ["plus", "surePlus"] : ["minus", "sureMinus"];
        found[possible] += some;
        found[sure] += certain;
      }
      return found;
    });
    const most = Math.max(1, ...counts.flatMap(({ plus, minus }) => [plus, minus]));
    const wide = 600 / Math.max(1, months.length);
    const bar = (index, name, value, up) => {
      const height = (34 * value) / most;
      return value ? [svgElement("rect", { class: name, x: (index * wide).toFixed(2), y: up ? 36 - height : 36, width: (wide + 0.1).toFixed(2), height })] : [];
    };
    const bars = counts.flatMap(({ plus, minus, surePlus, sureMinus }, index) => [
      ...bar(index, "coop pale", plus, true), ...bar(index, "conf pale", minus, false),
      ...bar(index, "coop", surePlus, true), ...bar(index, "conf", sureMinus, false)]);
    // As many years as have room on a phone.
    const every = [1, 2, 5, 10, 20, 50, 100].find((step) => months.length / 12 / step <= 8) || 100;
    const years = months.flatMap((each, index) => (each.endsWith("-01") && Number(each.slice(0, 4)) % every === 0
      ? [svgElement("path", { class: "axis", d: `M${(index * wide).toFixed(1)} 0V76` }), svgElement("text", { x: index * wide + 3, y: 84 }, each.slice(0, 4))] : []));
    const cursor = svgElement("rect", { class: "cursor", y: 0, width: Math.max(2, wide), height: 72 });
    picture.setAttribute("viewBox", "0 0 600 88");
    picture.setAttribute("preserveAspectRatio", "none");
    for (const [at, text] of [[0, number(most)], [2, number(most)]]) byId("scale").children[at].textContent = text;
    picture.replaceChildren(...years.filter((each) => each.tagName === "path"), ...bars, cursor, svgElement("path", { class: "axis", d: "M0 36H600" }));
    byId("years").replaceChildren(...years.filter((each) => each.tagName === "text").map((each) => {
      const label = element("span", { text: each.textContent });
      label.style.left = `${((Number(each.getAttribute("x")) - 3) / 600) * 100}%`;
      return label;
    }));
    if (months.length) picture.setAttribute("aria-label", say("timeline_pair", { first: monthName(months[0]), last: monthName(months[months.length - 1]) }));
    tell();
  }

  slider.addEventListener("input", () => {
    stop();
    go(months[Number(slider.value)]);
  });
  byId("play").addEventListener("click", play);
  for (const [id, step] of [["time-before", -1], ["time-after", 1]]) {
    byId(id).addEventListener("click", () => {
      stop();
      const next = change(step);
      if (next) go(next);
    });
  }
  byId("time-reset").addEventListener("click", () => {
    stop();
    go(null);
  });

  function set(wanted) {
    stop();
    month = data.timed && everyMonth.includes(wanted) ? wanted : null;
    if (month) byId("time").open = true;
  }

  return { set, draw, month: () => month };
}
