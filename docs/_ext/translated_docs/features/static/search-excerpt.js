/* The words around what was found: from the beginning of a sentence, or of a phrase, with every hit marked.

   A hit is [from, to, word]: where it stands in a text, and the word of the query that it is one of. */

import { CJK, forms, withPlaces } from "./search-letters.js";

const IS_CJK = new RegExp(`[${CJK}]`, "u");
const SENTENCE = /(?<=[。．！？\n]|[.!?]["”’)]? )/gu;
const PHRASE = /(?<=[、，；：]|[,;:–—] )/gu;
// No word of Japanese that a phrase begins with is written in hiragana alone, as far as it can be told.
const WORD = /(?<=\s)|(?<=[\u3041-\u3096）」』])(?=[^\u3041-\u3096ー\s。、，．）」』…])/gu;

/* Where the ways lead in a text: the hits in order, none within another. */
function hitsOf(text, ways) {
  const found = [];
  for (const form of new Set(ways.map((way) => way.form ?? "fold"))) {
    const { letters, places } = withPlaces(text, forms[form]);
    for (const { piece, form: own = "fold", ends = "", word } of ways) {
      if (own !== form) continue;
      for (let i = letters.indexOf(piece); i >= 0; i = letters.indexOf(piece, i + piece.length)) {
        const inWord = (a, b) => /[\p{L}\p{N}]{2}/u.test(a + b) && !IS_CJK.test(a + b);
        const last = i + piece.length;
        if (["start", "both"].includes(ends) && inWord(letters[i - 1] ?? "", piece[0])) continue;
        if (ends === "both" && inWord(piece.at(-1), letters[last] ?? "")) continue;
        found.push([places[i], endOf(text, places[last - 1], places[last]), word]);
      }
    }
  }
  found.sort(([a, b], [c, d]) => a - c || d - b);
  return found.filter(([from], i) => found.slice(0, i).every(([, to]) => to <= from));
}

/* Where the letter that a hit ends with ends: with its marks, but without the signs between it and the next. */
function endOf(text, last, next) {
  const letter = text.slice(last, next).match(/^\p{Any}[\p{M}\uff9e\uff9fー]*/u)?.[0] ?? "";
  return last + letter.length;
}

const places = (pattern, text) => [...text.matchAll(pattern)].map(({ index }) => index);

/* Where to begin, so that what is at a place can be read with what leads to it. */
function beginning(text, hit, length) {
  const from = Math.max(0, hit - length);
  if (!from && hit <= length / 2) return 0;
  const before = text.slice(from, hit + 1);
  const last = (pattern, most) => places(pattern, before).filter((place) => from + place <= hit && hit - from - place <= most);
  const candidates = [last(SENTENCE, length * 0.6).at(-1), last(PHRASE, length * 0.4)[0], last(WORD, length * 0.3)[0]];
  const found = candidates.find((place) => place !== undefined);
  return found === undefined ? hit : from + found;
}

/* Where to end: with a sentence, else before a word. */
function ending(text, start, length) {
  if (start + length * 1.2 >= text.length) return text.length;
  const rest = text.slice(start, start + length * 1.2);
  const within = (pattern) => places(pattern, rest).filter((place) => place > length * 0.6);
  return start + (within(SENTENCE).at(-1) ?? within(PHRASE).at(-1) ?? within(WORD).at(-1) ?? length);
}

/* The first of the hits around which most words of the query stand together. */
function mostTelling(hits, length) {
  const words = ([from]) => new Set(hits.filter(([start, end]) => start >= from && end <= from + length * 0.7).map(([, , word]) => word)).size;
  return hits.reduce((best, hit) => (words(hit) > words(best) ? hit : best), hits[0] ?? [0, 0]);
}

/* A part of a text, as [text, isHit] pairs. */
function parted(text, hits, start, end) {
  const parts = [];
  let place = start;
  for (const [from, to] of hits) {
    if (from < place || to > end) continue;
    parts.push([text.slice(place, from), false], [text.slice(from, to), true]);
    place = to;
  }
  return [...parts, [text.slice(place, end).trimEnd(), false]].filter(([words]) => words);
}

/* All of a text, and what of it is a hit, as [text, isHit] pairs. */
export const marked = (text, ways) => parted(text, hitsOf(text, ways), 0, text.length);

/* The words around the hit that tells most: [text, isHit] pairs. */
export function excerpt({ text, ways }) {
  const length = IS_CJK.test(text) ? 90 : 160;
  const hits = hitsOf(text, ways);
  const [from, to] = mostTelling(hits, length);
  const start = beginning(text, from, length);
  const end = Math.max(ending(text, start, length), to);
  const before = start > 0 ? [["… ", false]] : [];
  return [...before, ...parted(text, hits, start, end), ...(end < text.length ? [[" …", false]] : [])];
}
