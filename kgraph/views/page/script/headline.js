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
  function show(pair, section, { month, shown, only }) {
    let [title, summary] = [say("whole_title"), say("whole_summary", { counts: month || only.length ? say("some_shown", { n: number(shown.size), all: number(data.ties.length) }) : data.counts, n: number(data.camps.against), all: number(data.camps.all) })];
    if (pair) [title, summary] = told(pair, section, shown, month !== null || only.length > 0, month);
    if (only.length) title = say("filtered", { title });
    if (month) {
      const when = capital(monthName(month));
      title = say("then_title", { when: monthName(month), title });
      if (pair) summary = say("then_open", { when, text: summary });
    }
    byId("title").textContent = title;
    byId("summary").textContent = summary;
    document.title = title;
    const at = month ? say("counted_month", { month: monthName(month) }) : data.view.at;
    // A month may end in a full stop of its own: "2020 г.".
    const counted = say("counted_here", { counts: data.view.counts, at }).replace(/\.\.$/, ".");
    const through = only.length ? [say("counted_filtered", { filters: only.join("; "), n: number(shown.size), all: number(data.ties.length) })] : [];
    byId("counted").textContent = [counted, ...through, say("click_to_see")].join(" ");
  }

  // Where the claims were read, and how: said where a source is named first.
  function readFrom() {
    const first = [...data.sources].sort((one, other) => other.share - one.share || (one.id < other.id ? -1 : 1))[0];
    if (!first) return;
    const key = data.sources.length > 1 ? "read_from_many" : "read_from_one";
    const words = say(key, { sources: number(data.sources.length), publisher: first.publisher, issued: first.issued });
    byId("read-from").append(`${words} `, inEnglish(`“${first.title}”`), ...(first.how_read ? [" (", inEnglish(first.how_read), ")"] : []), ".");
  }

  // What is told of a pair, made anew from the lines that are shown.
  function toldOf(pair, section, shown, month) {
    const [title, summary] = told(pair, section, shown, true, month);
    return { title, summary };
  }

  readFrom();
  return { show, linesOf, toldOf };
}
