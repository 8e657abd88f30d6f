/* Names that another script writes by their sound: シンダー for Cinder, リンクチェック for linkcheck.

   Both become a row of sounds, katakana by the rules of romanization, Latin by what its letters mostly stand for. How
   far they are from each other is what it takes to make one of the other: next to nothing for the vowels that Japanese
   puts between consonants, much for a consonant. */

const SYLLABLES = new Map(
  (
    "アaイiウuエeオoカkaキkiクkuケkeコkoサsaシSiスsuセseソsoタtaチCiツtsuテteトtoナnaニniヌnuネneノno" +
    "ハhaヒhiフfuヘheホhoマmaミmiムmuメmeモmoラraリriルruレreロroガgaギgiグguゲgeゴgoザzaジjiズzuゼzeゾzo" +
    "ダdaヂjiヅzuデdeドdoバbaビbiブbuベbeボboパpaピpiプpuペpeポpoヤyaユyuヨyoワwaヲoンnヴbu"
  )
    .match(/[ァ-ヶ][A-Za-z]+/g)
    .map((pair) => [pair[0], pair.slice(1)]),
);
const SMALL = { ァ: "a", ィ: "i", ゥ: "u", ェ: "e", ォ: "o", ャ: "ya", ュ: "yu", ョ: "yo" };

export function soundsOfKatakana(word) {
  let sounds = "";
  for (const letter of word) {
    const small = SMALL[letter];
    if (!small) sounds += SYLLABLES.get(letter) ?? ""; // none for ッ and ー
    else if (/(?:^|[aiueo])u$/.test(sounds)) sounds = `${sounds.slice(0, -1)}w${small}`;
    else sounds = sounds.slice(0, -1) + (/[SCj].$/.test(sounds) ? small.at(-1) : small);
  }
  return sounds.replace(/([aiueo])\1+/g, "$1").replace(/ei/g, "e").replace(/ou/g, "o"); // long ones
}

const SPELLINGS = [
  [/[^a-z]/g, ""], [/^(?:kn|gn|pn)/, "n"], [/^wr/, "r"], [/^ps/, "s"], [/tch/g, "C"], [/sch|sh/g, "S"], [/ch/g, "C"],
  [/th/g, "T"], [/ph|gh$/g, "f"], [/wh/g, "w"], [/ck|cc(?![eiy])/g, "k"], [/c(?=[eiy])/g, "s"], [/[cq]/g, "k"],
  [/x/g, "ks"], [/dge|dj/g, "j"], [/(?<=t)i(?=o)/g, ""], [/l/g, "r"], [/v/g, "b"], [/(?<!a)y(?![aeiou])/g, "i"], [/z+(?=i)/g, "j"], [/s(?=i)/g, "S"], [/a[iy]/g, "e"], [/ou|oo/g, "u"], [/ea|ee/g, "i"],
  [/mb$/, "m"], [/(.)\1+/g, "$1"],
]; // prettier-ignore

const known = new Map();

export function soundsOfLatin(word) {
  if (!known.has(word)) known.set(word, SPELLINGS.reduce((sounds, [from, to]) => sounds.replace(from, to), word));
  return known.get(word);
}

const isVowel = (sound) => "aiueo".includes(sound);
const NEAR = {
  sz: 0.2, Ss: 0.2, Tz: 0.2, Ts: 0.2, Tt: 0.2, jz: 0.2, gj: 0.3, Ck: 0.3, Ct: 0.3, Cs: 0.4, fh: 0.3, mn: 0.3, wu: 0.1, iy: 0.1,
  au: 0.15, ae: 0.2, ao: 0.2, iu: 0.3, wb: 0.4, bf: 0.4,
}; // prettier-ignore
const change = (a, b) =>
  a === b ? 0 : (NEAR[a + b] ?? NEAR[b + a] ?? (isVowel(a) && isVowel(b) ? 0.5 : 2));
// In katakana alone: the vowel after a consonant that no other follows, the "y" of "yu" and "kya".
function added(sounds, i) {
  if (!isVowel(sounds[i])) return sounds[i] === "y" && (sounds[i + 1] === "u" || "kg".includes(sounds[i - 1])) ? 0.1 : 2;
  if (!i) return 1;
  const usual = "td".includes(sounds[i - 1]) ? "o" : "CSjk".includes(sounds[i - 1]) ? "iu" : "u";
  return usual.includes(sounds[i]) && !isVowel(sounds[i - 1]) ? 0.05 : 0.25;
}
// In Latin alone: an "r" that only lengthens its vowel, letters that nobody hears.
function leftOut(sounds, i) {
  if (sounds[i] === "r") return i && isVowel(sounds[i - 1]) ? 0.05 : 2;
  if (isVowel(sounds[i])) return sounds[i] === "e" && i === sounds.length - 1 ? 0.05 : 0.25;
  return "hw".includes(sounds[i]) ? 0.3 : 2;
}

/* How far a row of sounds of katakana and one of Latin are from each other. */
export function distance(kana, latin) {
  let row = [0];
  for (let j = 0; j < latin.length; j++) row.push(row[j] + leftOut(latin, j));
  for (let i = 0; i < kana.length; i++) {
    const next = [row[0] + added(kana, i)];
    for (let j = 0; j < latin.length; j++)
      next.push(
        Math.min(row[j] + change(kana[i], latin[j]), row[j + 1] + added(kana, i), next[j] + leftOut(latin, j)),
      );
    row = next;
  }
  return row.at(-1);
}

/* Whether katakana writes a Latin word: a name may be spelled as it likes, another word must be long and near. */
export function soundsLike(kana, latin, isName) {
  const length = Math.max(kana.length, latin.length);
  const most = !isName ? (length > 6 ? 0.04 : 0) : length > 5 ? 0.09 : 0.06;
  return most > 0 && Math.abs(kana.length - latin.length) <= length / 2 && distance(kana, latin) <= most * length;
}
