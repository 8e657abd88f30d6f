/* The search: an index of plain text, looked through letter by letter.

   Letters, not words: Japanese has no blanks, so any part of a compound must do. Width
   and case do not matter; neither do hyphens, commas within numbers, and blanks beside
   Japanese. A Latin word is found in its other forms, and with one letter wrong. */

const CJK = /[\u3005-\u3007\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff]/u;
const MOST = 12; // results shown
const MOST_OF_A_PAGE = 2;

/* -- Letters ---------------------------------------------------------------- */

/* The text as it is compared, and for each of its letters the place in the original. */
export function normalize(text) {
  let letters = "";
  const places = [];
  const characters = [...text];
  let place = 0;
  characters.forEach((character, i) => {
    const before = characters[i - 1] ?? "";
    const after = characters[i + 1] ?? "";
    const dropped =
      (/\s/.test(character) && (CJK.test(before) || CJK.test(after))) ||
      (/[-\u2010-\u2013\u00ad]/.test(character) && /[\p{L}\p{N}]/u.test(after)) ||
      (/[,，]/.test(character) && /\p{N}/u.test(before) && /\p{N}/u.test(after));
    if (!dropped)
      for (const letter of character.normalize("NFKC").toLowerCase()) {
        letters += letter;
        for (let unit = 0; unit < letter.length; unit++) places.push(place);
      }
    place += character.length;
  });
  places.push(place);
  return { letters, places };
}

const stem = (word) =>
  word.length > 4 ? word.replace(/(?:ations?|ing|ions?|ed|es|ers?|ly|s|e)$/, "") : word;

/* Whether one letter added, left out, changed or swapped makes the one of the other. */
export function almost(a, b) {
  if (Math.abs(a.length - b.length) > 1 || a === b) return a === b;
  let i = 0;
  while (i < a.length && a[i] === b[i]) i++;
  const rest = (text, from) => text.slice(from);
  return (
    rest(a, i + 1) === rest(b, i + 1) ||
    rest(a, i) === rest(b, i + 1) ||
    rest(a, i + 1) === rest(b, i) ||
    (a[i] === b[i + 1] && a[i + 1] === b[i] && rest(a, i + 2) === rest(b, i + 2))
  );
}

/* -- Index ------------------------------------------------------------------ */

export function prepare(pages) {
  const records = pages.flatMap(([address, page, sections]) =>
    sections.map(([anchor, title, text], number) => ({
      address,
      anchor: number ? anchor : "",
      page,
      title,
      text,
      ...normalize(text),
      titleLetters: normalize(title).letters,
      pageLetters: normalize(page).letters,
      weight: /-sources$/.test(anchor) ? 0.3 : 1,
    })),
  );
  const all = records.map((r) => `${r.titleLetters} ${r.letters}`).join(" ");
  const words = new Set(all.match(/[a-z0-9]{3,}/g));
  return { records, all, words };
}

/* What to look for in place of a word that stands nowhere: a list of ways, each a list
   of pieces that must all be there. */
function alternatives(index, word) {
  if (index.all.includes(word)) return [[word]];
  if (/^[a-z0-9]+$/.test(word)) {
    const root = stem(word);
    if (root.length > 3 && index.all.includes(root)) return [[root]];
    return [...index.words].filter((known) => word.length > 3 && almost(word, known)).map((w) => [w]);
  }
  const runs = word.match(/[a-z0-9.]+|[^a-z0-9.]+/g) ?? [];
  if (runs.length > 1) {
    const parts = runs.map((run) => alternatives(index, run)[0]);
    return parts.every(Boolean) ? [parts.flat()] : [];
  }
  const pairs = [...word].slice(1).map((letter, i) => [...word][i] + letter);
  const known = pairs.filter((pair) => index.all.includes(pair));
  return known.length >= pairs.length * 0.6 && known.length > 1 ? [known] : [];
}

const count = (text, piece) => text.split(piece).length - 1;

function wordScore(record, ways) {
  const scores = ways.map((pieces) => {
    const each = pieces.map(
      (piece) =>
        6 * record.titleLetters.includes(piece) +
        3 * record.pageLetters.includes(piece) +
        Math.min(count(record.letters, piece), 4),
    );
    return each.every(Boolean) ? Math.max(...each) : 0;
  });
  return Math.max(0, ...scores);
}

export function search(index, query) {
  const words = query.trim().split(/\s+/).map((word) => normalize(word).letters).filter(Boolean);
  const ways = words.map((word) => alternatives(index, word));
  const sought = ways.filter((way) => way.length);
  const pageHas = (way, address) =>
    index.records.some((record) => record.address === address && wordScore(record, way) > 0);
  const found = index.records.map((record) => {
    const scores = sought.map((way) => wordScore(record, way));
    const here = scores.filter(Boolean).length;
    if (!here) return { record, score: 0 };
    // A page that has every word beats one that has some of them often.
    const onPage = here < sought.length
      ? sought.filter((way, i) => scores[i] || pageHas(way, record.address)).length
      : here;
    const sum = scores.reduce((a, b) => a + b, 0);
    return { record, score: sum * record.weight + 100 * onPage + 30 * here * record.weight };
  });
  found.sort((a, b) => b.score - a.score);
  const perPage = new Map();
  const results = found.filter(({ record, score }) => {
    const shown = perPage.get(record.address) ?? 0;
    perPage.set(record.address, shown + (score > 0));
    return score > 0 && shown < MOST_OF_A_PAGE;
  });
  const missing = words.filter((word, i) => !ways[i].length);
  return {
    results: results.slice(0, MOST).map(({ record }) => ({ ...record, pieces: sought.flat(2) })),
    missing,
  };
}

/* -- Showing ---------------------------------------------------------------- */

/* The words around the first hit, with every hit in them marked: [text, isHit] pairs. */
export function excerpt({ text, letters, places, pieces }, length = 90) {
  const hits = pieces
    .flatMap((piece) => {
      const at = [];
      for (let i = letters.indexOf(piece); i >= 0; i = letters.indexOf(piece, i + piece.length))
        at.push([places[i], places[i + piece.length]]);
      return at;
    })
    .sort((a, b) => a[0] - b[0]);
  const start = Math.max(0, (hits[0]?.[0] ?? 0) - length / 3);
  const end = Math.min(text.length, start + length);
  const parts = start > 0 ? [["…", false]] : [];
  let place = start;
  for (const [from, to] of hits) {
    if (from < place || to > end) continue;
    parts.push([text.slice(place, from), false], [text.slice(from, to), true]);
    place = to;
  }
  parts.push([text.slice(place, end), false]);
  if (end < text.length) parts.push(["…", false]);
  return parts.filter(([words]) => words);
}

const element = (name, className, ...children) => {
  const node = document.createElement(name);
  if (className) node.className = className;
  node.append(...children);
  return node;
};

function resultItem(root, result) {
  const parts = excerpt(result);
  const words = parts.map(([text, hit]) => (hit ? element("mark", "", text) : text));
  const link = element(
    "a",
    "search-hit",
    element("span", "search-hit-page", result.page),
    ...(result.title === result.page ? [] : [element("span", "search-hit-title", result.title)]),
    element("span", "search-hit-words", ...words),
  );
  const address = new URL(result.address, root);
  const marked = [...new Set(parts.filter(([, hit]) => hit).map(([text]) => text))];
  if (marked.length) address.searchParams.set("highlight", marked.join(" "));
  address.hash = result.anchor;
  link.href = address;
  return element("li", "", link);
}

function show(dialog, root, index, query) {
  const list = dialog.querySelector("ol");
  const status = dialog.querySelector("[role=status]");
  const { results, missing } = query.trim() ? search(index, query) : { results: [], missing: [] };
  list.replaceChildren(...results.map((result) => resultItem(root, result)));
  const { none, some, without } = status.dataset;
  status.textContent = !query.trim()
    ? ""
    : results.length
      ? some.replace("%(count)s", results.length) +
        (missing.length ? ` ${without.replace("%(words)s", missing.join(" "))}` : "")
      : none;
}

function moveByArrows(dialog, event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const stops = [dialog.querySelector("input"), ...dialog.querySelectorAll("a")];
  const next = stops.indexOf(document.activeElement) + step;
  stops[(next + stops.length) % stops.length].focus();
}

const loaded = new Map();

function load(root) {
  const address = new URL("search-index.json", root).href;
  if (!loaded.has(address))
    loaded.set(address, fetch(address).then((answer) => answer.json()).then(prepare));
  return loaded.get(address);
}

let ready = false;

export async function open(root, query) {
  const dialog = document.getElementById("search-dialog");
  const input = dialog.querySelector("input");
  if (query) input.value = query;
  const index = await load(root);
  if (!ready) {
    input.addEventListener("input", () => show(dialog, root, index, input.value));
    dialog.addEventListener("keydown", (event) => moveByArrows(dialog, event));
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
    dialog.querySelector("form").addEventListener("submit", (event) => {
      event.preventDefault();
      dialog.querySelector("a")?.click();
    });
    dialog.querySelector(".search-close").addEventListener("click", () => dialog.close());
    ready = true;
  }
  show(dialog, root, index, input.value);
}
