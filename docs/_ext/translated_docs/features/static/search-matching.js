/* What to look for when somebody asks for a word: ways to find it, the surest first.

   A way is a piece of text in one of the forms of search-letters.js; or parts, each with ways of its own, that must be
   in one section. The looser are tried only when none before has found anything: whoever asks for what stands nowhere
   is to be told so. */

import { CJK, HAN, KATAKANA, fold, katakana, loose, withoutEndings } from "./search-letters.js";
import { difference } from "./search-text.js";
import { soundsLike, soundsOfKatakana, soundsOfLatin } from "./search-sounds.js";

const pattern = (source, flags = "u") => new RegExp(source, flags);
const WITHOUT_CJK = pattern(`^[^${CJK}]+$`);
const ALL_KATAKANA = pattern(`^[${KATAKANA}]+$`);
const ANY_KATAKANA = pattern(`[${KATAKANA}]`);
const ALL_HAN = pattern(`^[${HAN}]+$`);
const HIRAGANA = "\\u3041-\\u3096";
const ALL_HIRAGANA = pattern(`^[${HIRAGANA}ー]+$`);
const ANY_HIRAGANA = pattern(`[${HIRAGANA}]`);
const OF_ONE_SCRIPT = pattern(`[${KATAKANA}]+|[${HAN}]+|[${HIRAGANA}]+|[^${CJK}]+`, "gu");
const MIDDLE_DOTS = /[\u00b7\u30fb\uff65=＝]/u;
const ENDINGS = /(?:ations?|ing|ions?|ed|es|ers?|ly|less|s|e)$/;

export const stem = (word) => {
  const root = word.length > 3 ? word.replace(ENDINGS, "") : word;
  return root.length > 2 ? root : word;
};

const isFound = (text, way) => foundBy(text, way).size > 0;
const finding = (text, ways) => ways.filter((way) => isFound(text, way));

/* Where a way leads: for the number of each section, how often in each field. */
export function foundBy(text, way) {
  if (!way.parts) return text.find(way);
  const [first, ...others] = way.parts.map((ways) => foundByAny(text, ways));
  const least = (counts, more) => counts.map((count, i) => Math.min(count, more[i]) || (count && 1));
  return new Map(
    [...first]
      .filter(([record]) => others.every((found) => found.has(record)))
      .map(([record, counts]) => [record, others.reduce((sum, found) => least(sum, found.get(record)), counts)]),
  );
}

function foundByAny(text, ways) {
  const all = new Map();
  for (const way of ways)
    for (const [record, counts] of foundBy(text, way))
      all.set(record, (all.get(record) ?? [0, 0, 0, 0]).map((count, i) => count + counts[i]));
  return all;
}

/* -- Words that have ends --------------------------------------------------------- */

/* Other forms of a word: those that the same letters begin, with other endings. */
function inflections(text, word) {
  if (word.length < 4 || /\d/.test(word)) return [];
  const root = stem(word);
  const near = (known) => {
    let same = 0;
    while (same < word.length && word[same] === known[same]) same++;
    return same > 4 && word.length - same < 3 && known.length - same < 3;
  };
  return [...text.vocabulary.words].filter((known) => known !== word && known[0] === word[0] && (stem(known) === root || near(known)));
}

/* A word taken apart into two or three that stand one beside the other. */
function takenApart(text, word, most = 3) {
  const { words } = text.vocabulary;
  const divisions = (rest, parts) =>
    parts === 1
      ? words.has(rest) ? [rest] : []
      : Array.from({ length: Math.max(0, rest.length - 3) }, (_, i) => i + 2).flatMap((end) =>
          words.has(rest.slice(0, end)) ? divisions(rest.slice(end), parts - 1).map((more) => `${rest.slice(0, end)} ${more}`) : [],
        );
  const phrases = Array.from({ length: most - 1 }, (_, i) => divisions(word, i + 2)).flat();
  return phrases.map((piece) => ({ piece, ends: "both", weight: 0.9 }));
}

const CONFUSED = /^(?:[aeiouy]{2}|[ckq]{2}|[szx]{2}|[bpv]{2}|[mn]{2}|[lr]{2}|[dt]{2}|[fvw]{2}|[gj]{2})$/;
const undoubled = (word) => word.replace(/(.)\1+/gu, "$1");

/* Whether somebody may have meant a word that differs by a letter. The shorter it is, the more likely that it is
   another word: of short ones only names are taken for one that was misspelled. */
export function isMisspelled(word, known, isName) {
  if (known.length < 4 || known[0] !== word[0]) return false;
  if (undoubled(word) === undoubled(known)) return true;
  const letter = difference(word, known);
  const length = Math.max(word.length, known.length);
  if (letter === "swapped") return length > (isName ? 4 : 5);
  if (letter === "added") return length > (isName ? 4 : 6);
  return letter !== undefined && length > (CONFUSED.test(letter) ? (isName ? 4 : 6) : 8);
}

function misspelled(text, word) {
  const { words, isName } = text.vocabulary;
  return [...words].filter((known) => isMisspelled(word, known, isName(known)));
}

/* As it was typed: of a few letters a whole word before the beginning of one, "CI" before "Cinder". */
function asTyped(text, word) {
  const dense = word.replaceAll(" ", "");
  const pieces = [...new Set([word, dense])];
  const ways = (ends) => finding(text, pieces.map((piece) => ({ piece, ends, weight: 1 })));
  const whole = dense.length < 4 ? ways("both") : [];
  return whole.length ? whole : ways(dense.length < 3 || /^[\d.]+$/.test(dense) ? "start" : "");
}

function waysOfWord(text, word) {
  const exact = asTyped(text, word);
  if (word.includes(" ")) return exact;
  const whole = (words, weight) => finding(text, words.map((piece) => ({ piece, ends: "both", weight })));
  const forms = [...exact, ...whole(inflections(text, word), 0.7)];
  if (word.length < 4) return forms;
  if (exact.length) return word.length > 6 ? [...forms, ...finding(text, takenApart(text, word))] : forms;
  const meant = /\d/.test(word) ? [] : whole(misspelled(text, word), 0.6);
  if (forms.length) return [...forms, ...meant];
  const apart = finding(text, takenApart(text, word));
  return apart.length ? apart : meant;
}

/* -- Japanese --------------------------------------------------------------------- */

/* Words of another script that sound the same. */
function soundingLike(text, word) {
  const sounds = soundsOfKatakana(word);
  const { words, isName } = text.vocabulary;
  return word.length < 3
    ? []
    : [...words]
        .filter((known) => known.length > 3 && /^[a-z]+$/.test(known) && soundsLike(sounds, soundsOfLatin(known), isName(known)))
        .map((piece) => ({ piece, ends: "both", weight: 0.7 }));
}

/* Places where one letter is another, one is left out, or one too many: one half of the word stands there as it is. */
function misspelledCJK(text, word, form) {
  const { all } = text.form(form);
  const half = Math.floor(word.length / 2);
  const candidates = new Set();
  const look = (part, before) => {
    for (let at = all.indexOf(part); at >= 0 && candidates.size < 50; at = all.indexOf(part, at + 1)) {
      const start = at - before;
      for (const shift of [-1, 0, 1])
        for (const length of [word.length - 1, word.length, word.length + 1]) {
          const piece = all.slice(start + shift, start + shift + length);
          const isAlike = piece[0] === word[0] && piece.at(-1) === word.at(-1) && ALL_HAN.test(piece) === ALL_HAN.test(word);
          if (isAlike && difference(word, piece) !== undefined) candidates.add(piece);
        }
    }
  };
  look(word.slice(0, half), 0);
  look(word.slice(half), half);
  return [...candidates].map((piece) => ({ piece, form, ends: "either", weight: 0.6 }));
}

/* A compound taken apart into two that stand near each other, as 予約管理 in 予約の管理. */
function compounds(text, word) {
  const { all } = text.form("fold");
  const pieces = new Set();
  for (let i = 2; i < word.length - 1; i++) {
    const parts = [word.slice(0, i), word.slice(i)];
    if (parts.every((piece) => isFound(text, { piece })))
      for (const [piece] of all.matchAll(pattern(`${parts[0]}[^\n ]{1,6}?${parts[1]}`, "gu"))) pieces.add(piece);
  }
  return [...pieces].map((piece) => ({ piece, weight: 0.5 }));
}

function waysOfCJK(text, word) {
  const exact = [{ piece: word, weight: 1 }];
  const isKana = ANY_KATAKANA.test(word) || ALL_HIRAGANA.test(word);
  const plain = loose(ALL_HIRAGANA.test(word) ? katakana(word) : word);
  if (isKana && (plain.length > 2 || plain.length === word.length))
    exact.push({ piece: plain, form: "loose", ends: plain.length < 4 ? "either" : "", weight: 0.8 });
  const found = finding(text, exact);
  if (found.length) return found;
  const bare = withoutEndings(word);
  return bare.length > 1 ? finding(text, [{ piece: bare, form: "withoutEndings", weight: 0.8 }]) : [];
}

function looseWaysOfCJK(text, word) {
  const sure = waysOfCJK(text, word);
  if (sure.length) return sure;
  if (ALL_KATAKANA.test(word)) {
    const plain = loose(word);
    const near = plain.length > 4 ? finding(text, misspelledCJK(text, plain, "loose")) : [];
    return near.length ? near : finding(text, soundingLike(text, word));
  }
  if (!ALL_HAN.test(word) || word.length < 4) return [];
  const near = misspelledCJK(text, word, "fold");
  return near.length ? near : finding(text, compounds(text, word));
}

/* -- Any word ----------------------------------------------------------------------- */

const one = (text, word) => (WITHOUT_CJK.test(word) ? waysOfWord(text, word) : looseWaysOfCJK(text, word));

/* Return the words to look for in place of one that was typed, each with its ways: several if it stands nowhere as a
   whole, and its parts may do so apart. */
export function resolve(text, typed) {
  const word = fold(typed).trim();
  const ways = one(text, word);
  if (ways.length) return [{ word, ways }];
  const apart = typed.split(MIDDLE_DOTS).filter(Boolean);
  if (apart.length > 1) return apart.flatMap((part) => resolve(text, part));
  if (WITHOUT_CJK.test(word))
    return word.includes(" ") ? word.split(" ").flatMap((part) => resolve(text, part)) : [{ word, ways }];
  const parts = withoutEndings(word).match(OF_ONE_SCRIPT) ?? [];
  const content = parts.filter((part) => !ALL_HIRAGANA.test(part) && (part.length > 1 || parts.length < 3));
  if (content.length < parts.length && ANY_HIRAGANA.test(word)) {
    const long = content.filter((part) => part.length > 1);
    return long.length ? long.map((part) => ({ word: part, ways: one(text, part) })) : [{ word, ways }];
  }
  const ofParts = content.map((part) => one(text, part));
  const isWhole = content.length > 1 && ofParts.every((some) => some.length);
  return [{ word, ways: isWhole ? finding(text, [{ parts: ofParts, weight: 0.7 }]) : [] }];
}
