// What holds in a month: the same question as `--as-of 2020-02`. Days are YYYY-MM-DD, and so compare as texts; a time is
// [possibly from, to, certainly from, to, "claim" or "rule"], empty where it is unbounded, or never certain.

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;

function windowOf(month) {
  const [year, index] = month.split("-").map(Number);
  const days = [31, (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return { first: `${month}-01`, last: `${month}-${days[index - 1]}` };
}

const mayHold = ([from, to], { first, last }) => (!from || from <= last) && (!to || to >= first);

function mustHold([from, to, surelyFrom, surelyTo, kind], { first, last }) {
  if (surelyFrom && surelyFrom <= last && surelyTo >= first) return true;
  return kind === "claim" && Boolean(from) && from >= first && Boolean(to) && to <= last;
}

// What is not certain then: perhaps only who acts for whom, while what they did is.
function doubtOf(thing, held, asked) {
  if (held.some((index) => mustHold(thing.times[index], asked))) return [];
  const office = held.map((index) => thing.offices[index]).find((each) => each && mustHold(each, asked));
  return [office ? { kind: "office", text: say("mark_office", { when: office[5] }) } : { kind: "possibly", text: say("mark_possibly") }];
}

// A line, or who supports whom, as it stands in a month: as far as what then holds proves it; null if nothing does.
function asOf(thing, month, data) {
  if (!month) return thing;
  if (thing.months) return codedAsOf(data, thing, month);
  const asked = windowOf(month);
  const held = thing.times.flatMap((time, index) => (mayHold(time, asked) ? [index] : []));
  if (!held.length) return null;
  const run = thing.runs.find((each) => each.facts.length === held.length && each.facts.every((fact, at) => fact === held[at]));
  const found = { ...thing, ...run };
  const marks = found.marks.filter((mark) => !["possibly", "office"].includes(mark.kind));
  return { ...found, marks: [...marks, ...doubtOf(thing, held, asked)] };
}

const monthAfter = (month, steps) => {
  const [year, index] = month.split("-").map(Number);
  const at = year * 12 + index - 1 + steps;
  return `${String(Math.floor(at / 12)).padStart(4, "0")}-${String((at % 12) + 1).padStart(2, "0")}`;
};

// The months from the first to the last day that any of the lines names; `most` leaves out this share of early days, so
// that one date of long ago does not press all others together.
function monthsOf(ties, most = 0) {
  const days = ties.flatMap((tie) => tie.times.flatMap((time) => time.slice(0, 2))).filter(Boolean).sort();
  if (!days.length) return [];
  const [first, last] = [days[Math.floor(days.length * most)].slice(0, 7), days[days.length - 1].slice(0, 7)];
  const found = [];
  for (let month = first; month <= last; month = monthAfter(month, 1)) found.push(month);
  return found;
}
