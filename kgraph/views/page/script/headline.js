// Headline, summary and what counts: of the month that is asked about and of the lines that the filters let through.

function makeHeadline(data) {
  const story = data.coded ? makeCodedStory(data) : makeStory(data);
  const linesOf = (pair) => pair.sides.flatMap((side) => side.parts.flatMap((part) => part.lines.map((line) => ({ ...line, arena: part.arena, sign: side.kind === "unites" ? 1 : -1 }))));

  // The lines of a pair that hold and are shown, each as it then stands; no expectation makes a headline.
  function standing(section, shown) {
    const held = linesOf(section).flatMap((line) => (shown.has(line.tie) ? [{ ...line, tie: data.now.get(line.tie) }] : []));
    return [held.filter((line) => !line.tie.marks.some((mark) => mark.kind === "expected")), held.length > 0];
  }

  function told(pair, section, shown, asked, month) {
    if (!section) return [story.pairOf(pair), say("nothing_ties", { pair: story.pairOf(pair) })];
    if (!asked) return [section.title, section.summary];
    const [lines, any] = standing(section, shown);
    const nothing = say(any ? "expected_only" : "nothing_shown", { pair: story.pairOf(pair) });
    return [story.titleOf(pair, lines), story.summaryOf(pair, lines, data.timed && !month) || nothing];
  }

  // `only` are the filters in words; `shown` the lines that hold and that they let through.
  function show(pair, section, { month, shown, only, dated }) {
    let [title, summary] = [say("whole_title"), say("whole_summary", { counts: month || only.length ? say("some_shown", { n: number(shown.size), all: number(data.ties.length) }) : data.counts, n: number(data.camps.against), all: number(data.camps.all), certain: say(data.camps.certain ? "camps_certain" : "camps_open") })];
    if (pair) [title, summary] = told(pair, section, shown, month !== null || only.length > 0, month);
    if (only.length) title = say("filtered", { title });
    if (month) {
      const when = capital(monthName(month));
      title = say("then_title", { when: monthName(month), title });
      if (pair) summary = [dated, say("then_open", { when, text: summary })].filter(Boolean).join(" ");
    }
    byId("title").textContent = title;
    byId("summary").textContent = summary;
    document.title = title;
    readFrom(section);
    const at = month ? say("counted_month", { month: monthName(month) }) : data.view.at;
    // A month may end in a full stop of its own: "2020 г.".
    const counted = say("counted_here", { counts: data.view.counts, at }).replace(/\.\.$/, ".");
    const through = only.length ? [say("counted_filtered", { filters: only.join("; "), n: number(shown.size), all: number(data.ties.length) })] : [];
    byId("counted").textContent = [...(through.length ? through : [counted]), say("click_to_see")].join(" ");
  }

  // How many claims of each source stand below: those of the pair, or all.
  function sharesOf(section) {
    const all = new Map(data.sources.map((source) => [source.id, source.share]));
    if (!section || data.coded) return all;
    const ids = section.sides.flatMap((side) => side.parts.flatMap((part) => [...part.lines, ...part.camps.flatMap((camp) => camp.ties)].map((line) => line.tie)));
    const found = new Map();
    for (const name of new Set(ids.flatMap((id) => data.tieOf.get(id).claims))) {
      const { source } = data.claims[name];
      found.set(source, (found.get(source) || 0) + 1);
    }
    return found.size ? found : all;
  }

  // Where the claims were read, and how: said where a source is named first.
  function readFrom(section) {
    const shares = sharesOf(section);
    const shareOf = (source) => shares.get(source.id) || 0;
    const cited = data.sources.filter(shareOf).sort((one, other) => shareOf(other) - shareOf(one) || (one.id < other.id ? -1 : 1));
    const first = cited[0];
    byId("read-from").replaceChildren();
    if (!first) return;
    const key = cited.length > 1 ? "read_from_many" : "read_from_one";
    const words = say(key, { sources: number(cited.length), publisher: first.publisher, issued: first.issued });
    byId("read-from").append(`${words} `, inEnglish(`“${first.title}”`), ...(first.how_read ? [" (", element("span", { text: first.how_read }), ")"] : []), ".");
  }

  // What is told of a pair, made anew from the lines that are shown.
  function toldOf(pair, section, shown, month) {
    const [title, summary] = told(pair, section, shown, true, month);
    return { title, summary };
  }

  return { show, linesOf, toldOf };
}
