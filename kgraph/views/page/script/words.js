// The words of the language that the page speaks now.

let spoken = { code: "en", table: {} };

// Each gap is filled once: what is filled in is never taken for a gap.
const say = (key, values = {}) => spoken.table[key].replace(/\{(\w+)\}/g, (gap, name) => String(values[name] ?? gap));
const number = (count) => spoken.numbers.format(count);
const many = (noun, count) => say(`${noun}_${count === 1 ? "one" : "many"}`, { n: number(count) });
// A dot stays with what stands before it, a paragraph's sign with its number: no line begins or ends with them.
const dotted = (...parts) => parts.filter(Boolean).join("\u00a0· ");
const bound = (text) => text.replaceAll("¶ ", "¶\u00a0");
const compare = (one, other) => one.localeCompare(other, spoken.code);
const capital = (text) => text.slice(0, 1).toLocaleUpperCase(spoken.code) + text.slice(1);

function monthName(month, form = "long") {
  const [year, index] = month.split("-").map(Number);
  const day = new Date(Date.UTC(2000, index - 1, 15));
  day.setUTCFullYear(year);
  return new Intl.DateTimeFormat(spoken.code, { month: form, year: "numeric", timeZone: "UTC" }).format(day);
}

function speak(code, table) {
  spoken = { code, table, numbers: new Intl.NumberFormat(code) };
  document.documentElement.lang = code;
  for (const each of all("[data-w]")) each.textContent = say(each.dataset.w);
  for (const each of all("[data-w-label]")) each.setAttribute("aria-label", say(each.dataset.wLabel));
}
