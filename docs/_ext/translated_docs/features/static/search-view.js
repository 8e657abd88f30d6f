/* What the reader sees of the search: the box, the list, and the way back to it. */

import { excerpt, marked } from "./search-excerpt.js";
import { OTHER_ALPHABETS } from "./search-letters.js";
import { prepare, search } from "./search.js";

const element = (name, className, ...children) => {
  const node = document.createElement(name);
  if (className) node.className = className;
  node.append(...children);
  return node;
};

function resultItem(root, result) {
  const withMarks = (parts) => parts.map(([text, hit]) => (hit ? element("mark", "", text) : text));
  const [ofPage, ofTitle] = [result.page, result.title].map((text) => marked(text, result.ways));
  const parts = excerpt(result);
  const link = element(
    "a",
    "search-hit",
    element("span", "search-hit-page", ...withMarks(ofPage)),
    ...(result.title === result.page ? [] : [element("span", "search-hit-title", ...withMarks(ofTitle))]),
    element("span", "search-hit-words", ...withMarks(parts)),
  );
  const address = new URL(result.address, root);
  const highlighted = new Set([...ofTitle, ...parts].filter(([, hit]) => hit).map(([text]) => text));
  for (const text of highlighted) address.searchParams.append("highlight", text);
  address.hash = result.anchor;
  link.href = address;
  return element("li", "", link);
}

function show({ dialog, root, index }, query) {
  const status = dialog.querySelector("[role=status]");
  const isEmpty = !query.trim();
  const { results, missing, isAll } = isEmpty ? { results: [], missing: [] } : search(index, query);
  dialog.querySelector("ol").replaceChildren(...results.map((result) => resultItem(root, result)));
  dialog.querySelector(".search-hint").hidden = !isEmpty;
  const { none, some, without } = status.dataset;
  const found = results.length ? some.replace("%(count)s", `${results.length}${isAll ? "" : "+"}`) : none;
  const but = results.length && missing.length ? ` ${without.replace("%(words)s", missing.join(" "))}` : "";
  status.textContent = isEmpty ? "" : found + but;
}

/* -- The way back ----------------------------------------------------------------- */

/* What is open is kept with the entry of the history that a hit is followed from. */
function keep(dialog, link) {
  const stops = [...dialog.querySelectorAll("a")];
  const open = { query: dialog.querySelector("input").value, place: dialog.scrollTop, hit: stops.indexOf(link) };
  history.replaceState({ ...history.state, search: open }, "");
}

function forget() {
  if (!history.state?.search) return;
  const { search: _, ...rest } = history.state;
  history.replaceState(rest, "");
}

function goBackTo(dialog, { place, hit }) {
  dialog.querySelectorAll("a")[hit]?.focus({ preventScroll: true });
  dialog.scrollTop = place;
}

/* -- The dialog ------------------------------------------------------------------- */

function moveByArrows(dialog, event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || event.isComposing) return; // the input method has its own use for them
  event.preventDefault();
  const stops = [dialog.querySelector("input"), ...dialog.querySelectorAll("a")];
  const next = stops.indexOf(document.activeElement) + step;
  stops[(next + stops.length) % stops.length].focus();
}

function follow(dialog, event) {
  const link = event.target.closest("a");
  if (event.target === dialog) dialog.close(); // beside it
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  if (link.pathname === location.pathname && link.search === location.search) dialog.close(); // it stays the same page
  else keep(dialog, link);
}

function listen(view) {
  const { dialog } = view;
  const input = dialog.querySelector("input");
  input.addEventListener("input", () => show(view, input.value));
  dialog.addEventListener("keydown", (event) => moveByArrows(dialog, event));
  dialog.addEventListener("click", (event) => follow(dialog, event));
  dialog.addEventListener("close", () => {
    forget();
    const box = document.querySelector(".search-page-box");
    if (box) box.value = input.value;
  });
  dialog.querySelector("form").addEventListener("submit", () => dialog.querySelector("a")?.click());
}

async function json(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${answer.status} ${address}`);
  const text = await answer.text();
  if (OTHER_ALPHABETS.test(text)) await import("./search-alphabets.js");
  return JSON.parse(text);
}

/* The index of this language, and what the others call its sections, as far as they are there. */
export async function load(root, others) {
  const titles = others.map((code) => json(new URL(`../${code}/search-titles.json`, root)).catch(() => []));
  const index = await json(new URL("search-index.json", root));
  return prepare(index, await Promise.all(titles), document.documentElement.lang);
}

let view; // a promise, so that who opens the search twice while the index is on its way is listened to once

async function prepareView(dialog, root) {
  const others = dialog.dataset.others.split(" ").filter(Boolean);
  const prepared = { dialog, root, index: await load(root, others) };
  listen(prepared);
  return prepared;
}

export async function open(root, kept) {
  const dialog = document.getElementById("search-dialog");
  const input = dialog.querySelector("input");
  view ??= prepareView(dialog, root);
  try {
    show(await view, input.value);
  } catch (error) {
    view = undefined; // the next time may do
    throw error;
  }
  if (kept) goBackTo(dialog, kept);
}
