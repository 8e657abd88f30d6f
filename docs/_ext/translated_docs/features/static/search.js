/* The search: what is asked for is looked up in plain text, letter by letter.

   Letters, not words: Japanese has no blanks, so any part of a compound must do. What is one to a reader is one here
   (search-letters.js); what stands nowhere as it was typed is looked for in other ways (search-matching.js). */

import { CJK, fold } from "./search-letters.js";
import { Text } from "./search-text.js";
import { foundBy, resolve } from "./search-matching.js";

const MOST = 12; // results shown
const MOST_OF_A_PAGE = 2;
// What a hit is worth in the title of a section, in that of its page, in another name of it, in its words.
const WORTH = [6, 3, 5, 1];
const ANY_CJK = new RegExp(`[${CJK}]`, "u");
const BEGINS_CJK = new RegExp(`^[${CJK}]`, "u");
const DATE = /(?<!\d)(\d{4})([-/.])(0?[1-9]|1[0-2])\2(0?[1-9]|[12]\d|3[01])(?!\d)/g;
const SENTENCE_ENDS = /[\s、。，．！？「」『』（）()“”"…]+/u;

/* Take the index that search_index.py has written, in which language it is, and what the others call the sections. */
export function prepare(index, titles, language = "") {
  const text = new Text(index, titles);
  text.language = language;
  // What a section is called in another language, or by its writer, stands for its title: "sidecar" for サイドカー.
  text.names = new Map();
  for (const { other, title } of text.records) for (const name of other) text.names.set(fold(name).trim(), fold(title).trim());
  return text;
}

/* -- What is looked for ------------------------------------------------------------ */

/* Two words that are one in the text, and stand nowhere beside each other: "sock map"; in Japanese those that stand
   for nothing apart. */
function joinedWords(text, words) {
  const known = (word, ends) => text.find({ piece: fold(word).trim(), ends }).size > 0;
  const isOne = (one, other) =>
    ANY_CJK.test(one + other)
      ? !(known(one) && known(other)) && known(one + other)
      : (one + other).length > 5 && known(one + other, "both") && !known(`${one} ${other}`, "both");
  const joined = [];
  for (const word of words) {
    const last = joined.at(-1);
    if (last !== undefined && isOne(last, word)) joined[joined.length - 1] += word;
    else joined.push(word);
  }
  return joined;
}

/* Write a date in numbers as the language of the page has it: "2018-8-3" as "August 3, 2018". */
function withDates(query, language) {
  const written = new Intl.DateTimeFormat(language || undefined, { dateStyle: "long", timeZone: "UTC" });
  return query.replace(DATE, (_all, year, _sign, month, day) => written.format(Date.UTC(year, month - 1, day)));
}

const wordsOf = (query) => query.split(SENTENCE_ENDS).filter((word) => fold(word).trim());

/* The ways to read a query, each a list of words: as it is, as what it is another name of, as an abbreviation, and
   with its dates in words. */
function readings(text, query) {
  const words = wordsOf(query);
  const own = joinedWords(text, words).flatMap((word) => resolve(text, word));
  for (const { word, ways } of own)
    if (text.names.has(word)) ways.push({ piece: text.names.get(word), weight: 0.9 });
  const all = [{ words: own, weight: 1 }];
  const dated = withDates(query, text.language);
  if (dated !== query) all.push({ words: wordsOf(dated).flatMap((word) => resolve(text, word)), weight: 1 });
  const whole = words.map((word) => fold(word).trim()).join(" ");
  if (words.length > 1 && text.names.has(whole))
    all.push({ words: [{ word: whole, ways: [{ piece: text.names.get(whole), weight: 1 }] }], weight: 0.9 });
  const letters = whole.split(" ").map((word) => word[0]).join("");
  if (/^[a-z]{3,6}$/.test(letters) && text.vocabulary.capitals.has(letters.toUpperCase()))
    all.push({ words: [{ word: whole, ways: [{ piece: letters, ends: "both", weight: 1 }] }], weight: 0.8 });
  return all;
}

/* -- Scores ------------------------------------------------------------------------- */

/* Where a word is found, and what it says of a section: much if few have it. */
function lookUp(text, { word, ways }) {
  const scores = new Map();
  for (const way of ways)
    for (const [record, counts] of foundBy(text, way)) {
      const score = way.weight * counts.reduce((sum, count, i) => sum + WORTH[i] * Math.min(count, i < 3 ? 1 : 4), 0);
      scores.set(record, Math.max(score, scores.get(record) ?? 0));
    }
  const all = text.records.length;
  const rarity = scores.size ? Math.log(1 + all / scores.size) / Math.log(1 + all) : 0;
  const weight = Math.max(0, ...ways.map((way) => way.weight));
  const sections = new Map(); // how many of each page
  for (const record of scores.keys()) {
    const { address } = text.records[record];
    sections.set(address, (sections.get(address) ?? 0) + 1);
  }
  return { word, ways, scores, rarity, weight, sections };
}

/* Sections where words that follow each other in the query do so in the text. */
function together(text, words) {
  const found = new Map();
  for (let i = 0; i + 1 < words.length; i++)
    for (const piece of [`${words[i].word} ${words[i + 1].word}`, words[i].word + words[i + 1].word])
      for (const [record, counts] of text.find({ piece, ends: BEGINS_CJK.test(piece) ? "" : "start" })) {
        const worth = (words[i].rarity + words[i + 1].rarity) * (counts[0] || counts[2] ? 40 : 20);
        found.set(record, (found.get(record) ?? 0) + worth);
      }
  return found;
}

function scored(text, { words, weight }) {
  const found = words.map((word) => lookUp(text, word));
  const sought = found.filter(({ scores }) => scores.size);
  const pairs = together(text, found);
  const scores = new Map();
  for (const record of new Set(sought.flatMap((word) => [...word.scores.keys()]))) {
    const { address, weight: worth } = text.records[record];
    let score = (pairs.get(record) ?? 0) * worth;
    // A page that has every word beats one that has some of them often, and one that is about a word has it throughout.
    for (const word of sought) {
      const here = word.scores.get(record) ?? 0;
      const sections = word.sections.get(address) ?? 0;
      const ofPage = sections && 100 + 10 * Math.log(1 + sections);
      score += word.rarity * word.weight * (ofPage + (here && worth * (30 + here)));
    }
    scores.set(record, score * weight);
  }
  return { scores, sought, missing: found.filter((word) => !word.scores.size).map(({ word }) => word) };
}

export function search(text, query) {
  const found = readings(text, query).map((reading) => scored(text, reading));
  const best = new Map();
  for (const { scores } of found)
    for (const [record, score] of scores) best.set(record, Math.max(score, best.get(record) ?? 0));
  const order = [...best].sort(([a, one], [b, other]) => other - one || a - b);
  const perPage = new Map();
  const results = order.filter(([record]) => {
    const { address } = text.records[record];
    perPage.set(address, (perPage.get(address) ?? 0) + 1);
    return perPage.get(address) <= MOST_OF_A_PAGE;
  });
  const leaves = (way) => (way.parts ? way.parts.flat().flatMap(leaves) : [way]);
  const ways = found.flatMap(({ sought }) => sought).flatMap(({ word, ways }) => ways.flatMap(leaves).map((way) => ({ ...way, word })));
  const complete = found.find(({ missing, sought }) => sought.length && !missing.length);
  return {
    results: results.slice(0, MOST).map(([record]) => ({ ...text.records[record], ways })),
    isAll: results.length === order.length && results.length <= MOST,
    missing: complete ? [] : found[0].missing,
  };
}
