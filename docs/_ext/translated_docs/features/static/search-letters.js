/* How letters are compared: each way of writing a word becomes one string.

   `fold` is for all: width, case, accents, composed or decomposed, and what stands between words. The looser ones are
   for what nobody finds otherwise, and for Japanese: long vowels and small letters, verb endings. */

export const CJK = "\\u3005-\\u3007\\u3041-\\u3096\\u30a1-\\u30fa\\u30fc-\\u30ff\\u3400-\\u9fff\\uf900-\\ufaff";
export const KATAKANA = "\\u30a1-\\u30fa\\u30fc";
export const HAN = "\\u3005\\u3400-\\u9fff\\uf900-\\ufaff";

const pattern = (source, flags = "gu") => new RegExp(source, flags);
const ACCENTS = /[\u0300-\u036f]/g;
const THOUSANDS = /(\p{N})[,'’\u202f](?=\p{N}{3}(?!\p{N}))/gu;
const TILDES = /[~\u301c]/g; // "2~3" and "2-3" are one
// What writers put between the parts of a word, or leave out: blanks, hyphens, middle dots, underscores, quotes.
const JOINTS = /[-\u2010-\u2015\u2212_=\u00b7\u30fb'’/+\s]+/g;
const IS_CJK = pattern(`[${CJK}]`, "u");
const SIGNS = /[^\p{L}\p{N}\p{M}\u30fc]+/gu;
const IS_NUMBER = /\p{N}/u;

// What search-alphabets.js makes one; it is fetched where a text has any of these.
export const OTHER_ALPHABETS = /[\u00ad\u00e6\u00f0\u00f8\u00fe\u0100-\u1fff\u200b-\u200f]/;
let inOtherAlphabets = (text) => text;
export const foldAlphabets = (folded) => { inOtherAlphabets = folded; };

const bare = (text) =>
  inOtherAlphabets(text.normalize("NFD").replace(ACCENTS, "")).normalize("NFC").replaceAll("ß", "ss");
const withoutAccents = (text) => (/[^\0-\u00ac\u00ae-\u00bf]/.test(text) ? bare(text) : text);
const joint = (signs, at, text) =>
  !signs.includes("\n") && (IS_CJK.test(text[at - 1] ?? "") || IS_CJK.test(text[at + signs.length] ?? "")) ? "" : signs;
const sign = (signs, at, text) =>
  signs === "." && IS_NUMBER.test(text[at - 1] ?? "") && IS_NUMBER.test(text[at + 1] ?? "") ? "." : " ";

/* The text as it is compared. One blank stands for whatever stands between two words; beside Japanese there is none,
   unless a sentence or a part of it ends there. */
export function fold(text) {
  const letters = withoutAccents(text.normalize("NFKC").toLowerCase()).replace(THOUSANDS, "$1").replace(TILDES, "-");
  return (IS_CJK.test(letters) ? letters.replace(JOINTS, joint) : letters).replace(SIGNS, sign);
}

/* -- Japanese ----------------------------------------------------------------- */

const SMALL = "ァィゥェォッャュョヮヵヶ";
const LARGE = "アイウエオツヤユヨワカケ";
const BY_V = { ァ: "バ", ィ: "ビ", ェ: "ベ", ォ: "ボ" };

/* Katakana without what writers differ in: サーバー and サーバ, クオータ and クォータ, ヴァ and バ. */
export const loose = (letters) =>
  letters
    .replace(/ヴ([ァィェォ]?)/g, (_, vowel) => BY_V[vowel] ?? "ブ")
    .replace(/[ァィゥェォッャュョヮヵヶヂヅー]/g, (letter) =>
      letter === "ー" ? "" : letter === "ヂ" ? "ジ" : letter === "ヅ" ? "ズ" : LARGE[SMALL.indexOf(letter)],
    );

/* What is typed without being converted: れご for レゴ. */
export const katakana = (letters) =>
  letters.replace(/[\u3041-\u3096]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0x60));

/* Verbs joined to a noun, with or without their ending between: 取り外し, 取外し. */
const ENDING = pattern(`(?<=[${HAN}])[いきしちひみりぎじびえけせねべめれげ](?=[${HAN}])`);
export const withoutEndings = (letters) => letters.replace(ENDING, "");

export const forms = {
  fold,
  loose: (text) => loose(fold(text)),
  withoutEndings: (text) => withoutEndings(fold(text)),
};

/* -- Places ------------------------------------------------------------------- */

// A letter with its marks, as far as they become one: か and its mark, ｶ and ﾞ, jamo, ヴァ.
const LETTERS = /(?:ヴ|[ｳウ][\u3099\uff9e])[ァィェォｧｨｪｫ]|\p{Any}[\p{M}\uff9e\uff9f\u1160-\u11ff]*/gu;

/* The text in one of these forms, and for each of its letters the place in the original. */
export function withPlaces(text, form) {
  const whole = form(text);
  const places = [];
  let at = 0;
  for (const { 0: letter, index } of text.matchAll(LETTERS)) {
    // Alone, a sign is nothing; within a number a point is one.
    const folded = form(letter).trim() || letter.normalize("NFKC");
    if (whole[at] === " ") { // one for many signs
      places.push(index);
      at++;
    }
    if (!whole.startsWith(folded, at)) continue;
    for (let i = 0; i < folded.length; i++) places.push(index);
    at += folded.length;
  }
  while (places.length <= whole.length) places.push(text.length);
  return { letters: whole, places };
}
