/* How letters, digits and marks of other alphabets are compared: as whoever writes them compares them.

   Few pages have any, so this is a file of its own (search-view.js fetches it). It is given text without accents, in
   small letters, decomposed. */

import { foldAlphabets } from "./search-letters.js";

const MARKS = /(?=\p{M})[\u0591-\u05c7\u0610-\u06ed\u08ca-\u08ff]/gu; // in Hebrew and Arabic vowels
const UNSEEN = /[\p{Cf}\u0640]/gu; // where a word may be broken, or its letters joined or drawn out
const DIGITS = /(?![0-9])\p{Nd}/gu;
const POINTS = /(?<=\p{N})[\u066b\u066c](?=\p{N})/gu;

// Letters that are one to whoever searches: as Unicode sorts them (ł and l, ς and σ, ך and כ), and those that it keeps
// apart, but keyboards, or writers of Arabic, do not.
const PLAIN = [..."abcdefghijklmnopqrstuvwxyzαβγδεζηθικλμνξοπρστυφχψωאבגדהוזחטיכלמנסעפצקרשתابتثجحخدذرزسشصضطظعغفقكلمنهوي"];
const WITH_OTHERS = /[\u00e0-\u024f\u03c2\u05da-\u05e5\u0621-\u06d5]/g;
const collator = new Intl.Collator("en", { sensitivity: "base" });
const plain = new Map(Object.entries({ æ: "ae", œ: "oe", ı: "i", ة: "ه", ہ: "ه", ھ: "ه", ى: "ي", ی: "ي", ک: "ك" }));

function plainLetter(letter) {
  if (!plain.has(letter)) plain.set(letter, PLAIN.find((other) => collator.compare(letter, other) === 0) ?? letter);
  return plain.get(letter);
}

/* What a digit of any script is from 0 to 9: each script has them one behind the other. */
function latinDigit(digit) {
  const code = digit.codePointAt(0);
  let zero = code;
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
  return String((code - zero) % 10);
}

foldAlphabets((text) =>
  text.replace(MARKS, "").replace(UNSEEN, "").replace(WITH_OTHERS, plainLetter).replace(DIGITS, latinDigit)
    .replace(POINTS, (sign) => (sign === "\u066b" ? "." : ",")),
);
