/* The text that is looked through: all sections in one string, so that one look goes through them all. */

import { CJK, KATAKANA, fold, loose, withoutEndings } from "./search-letters.js";

export const FIELDS = ["title", "page", "other", "body"];
const FORMS = { fold: (letters) => letters, loose, withoutEndings };
const LETTER = new RegExp(`[^\\P{L}${CJK}]|[\\p{M}\\p{N}]`, "u"); // of a word that has an end
const WORD = new RegExp(`(?:[^\\P{L}${CJK}]|[\\p{M}\\p{N}])+(?:\\.\\p{N}+)*`, "gu");

const IN_KATAKANA = new RegExp(`[${KATAKANA}]`, "u");
// Whether a piece may stand between two letters.
const ENDS = {
  "": () => true,
  start: (before) => !LETTER.test(before), // others may follow
  both: (before, after) => !LETTER.test(before) && !LETTER.test(after), // a whole word
  either: (before, after) => !(IN_KATAKANA.test(before) && IN_KATAKANA.test(after)), // the first or last of a compound
};
const BESIDE = `[${CJK}「」（）、。・：]`;
const AMID_CJK = new RegExp(`(?<=${BESIDE})[\\p{Script=Latin}\\p{N}]+(?=${BESIDE})`, "gu");
const CAPITALS = /\b[A-Z][A-Z0-9]{2,5}\b/g;
const ADDRESS = /[\w-]+(?:[./@:]+[\w-]+)+/g; // and names of files: in them everything is small

/* What it takes to make one word of another: "" for nothing, a letter "added", two "swapped", or both letters where one is another;
   undefined if it takes more. */
export function difference(a, b) {
  if (a === b) return "";
  if (Math.abs(a.length - b.length) > 1) return undefined;
  let i = 0;
  while (i < a.length && a[i] === b[i]) i++;
  const rest = (text, from) => text.slice(from);
  if (rest(a, i) === rest(b, i + 1) || rest(a, i + 1) === rest(b, i)) return "added";
  if (rest(a, i + 1) === rest(b, i + 1)) return a[i] + b[i];
  return a[i] === b[i + 1] && a[i + 1] === b[i] && rest(a, i + 2) === rest(b, i + 2) ? "swapped" : undefined;
}

export class Text {
  #forms = new Map();
  #found = new Map();
  #vocabulary;

  constructor({ titles, texts }, others = []) {
    const called = new Map();
    for (const [address, sections] of others.flat())
      for (const [anchor, ...names] of sections) {
        const place = `${address}#${anchor}`;
        called.set(place, [...(called.get(place) ?? []), ...names]);
      }
    this.records = titles.flatMap(([address, sections], page) =>
      sections.map(([anchor, title, ...synonyms], number) => ({
        address,
        anchor,
        page: sections[0][1],
        title,
        text: texts[page][number],
        other: [...synonyms, ...(called.get(`${address}#${anchor}`) ?? [])].filter((name) => name !== title),
        weight: /-sources$/.test(anchor) ? 0.3 : 1,
      })),
    );
    this.#fields = this.records.flatMap((record) => [
      fold(record.title),
      fold(record.page),
      record.other.map(fold).join("\n"),
      fold(record.text),
    ]);
  }
  #fields;

  /* All fields in one of the forms, one behind the other, with the place where each begins. */
  form(name) {
    if (!this.#forms.has(name)) {
      const fields = name === "fold" ? this.#fields : this.#fields.map(FORMS[name]);
      let place = 0;
      const starts = fields.map((field) => (place += field.length + 1) - field.length - 1);
      this.#forms.set(name, { all: fields.join("\n"), starts });
    }
    return this.#forms.get(name);
  }

  /* Where a piece stands: for the number of each record, how often in each field. */
  find({ piece, form = "fold", ends = "" }) {
    const key = `${form} ${ends} ${piece}`;
    if (!this.#found.has(key)) {
      if (this.#found.size > 500) this.#found.clear();
      this.#found.set(key, this.#look(piece, this.form(form), ends));
    }
    return this.#found.get(key);
  }

  #look(piece, { all, starts }, ends) {
    const found = new Map();
    let field = 0;
    for (let at = all.indexOf(piece); at >= 0; at = all.indexOf(piece, at + piece.length)) {
      if (!ENDS[ends](all[at - 1] ?? " ", all[at + piece.length] ?? " ")) continue;
      while (starts[field + 1] <= at) field++;
      const record = Math.floor(field / FIELDS.length);
      if (!found.has(record)) found.set(record, [0, 0, 0, 0]);
      found.get(record)[field % FIELDS.length]++;
    }
    return found;
  }

  /* The words that have ends, as Japanese ones have not; which of them are names; and abbreviations in capitals. */
  get vocabulary() {
    this.#vocabulary ??= {
      words: new Set(this.form("fold").all.match(WORD)),
      isName: namesOf(this.records),
      capitals: new Set(this.records.flatMap(({ title, text }) => `${title} ${text}`.match(CAPITALS) ?? [])),
    };
    return this.#vocabulary;
  }
}

/* Say of a word whether it is a name: what something is called, what is never written small, and what stands amid
   letters that are not of its script. */
function namesOf(records) {
  const small = new Set();
  const names = new Set();
  for (const { title, other, text } of records) {
    for (const word of text.replace(ADDRESS, " ").match(WORD) ?? []) small.add(word);
    for (const word of text.match(AMID_CJK) ?? []) names.add(word);
    for (const name of [title, ...other]) if (!/\s/.test(name)) names.add(name);
  }
  const folded = (words) => new Set([...words].flatMap((word) => fold(word).match(WORD) ?? []));
  const [ofNames, ofSmall] = [folded(names), folded([...small].filter((word) => word === word.toLowerCase()))];
  return (word) => ofNames.has(word) || !ofSmall.has(word);
}
