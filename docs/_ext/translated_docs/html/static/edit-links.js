/* From a block of the page to its message in the catalog (or to its line in the source): for
   those who ask for it, a small mark at the end of each block, within reach of the keyboard. */

const style = document.createElement("link");
style.rel = "stylesheet";
style.href = new URL("edit-links.css", import.meta.url);
await new Promise((done) => {
  style.onload = style.onerror = done;
  document.head.append(style);
});

const { dataset, content } = document.getElementById("edit-link");
const BLOCK = "article [data-line]";

/* The first words of a block, for a name of its control; a label's lines are one, and the sign of a heading's link
   is none of its words. */
function beginning(block) {
  const words = block.cloneNode(true);
  for (const sign of words.querySelectorAll(".headerlink")) sign.remove();
  const lines = [...words.querySelectorAll("tspan")].map((line) => line.textContent);
  return (lines.join(" ") || words.textContent.trim()).slice(0, 40);
}

function controlFor(block) {
  const control = content.firstElementChild.cloneNode(true);
  const { line } = block.dataset;
  const place = `${dataset.file}:${line}`;
  control.querySelector(".edit-link-place").textContent = place.split("/").pop();
  control.title = place;
  control.setAttribute("aria-label", `${control.dataset.label}: ${beginning(block)} (${place})`);
  const path = dataset.file.split("/").map(encodeURIComponent).join("/");
  const entry = (dataset.lines ?? "").split(" ").indexOf(line) + 1 || 1; // Weblate counts messages
  const values = { path, line, entry };
  if (dataset.address) control.href = dataset.address.replace(/\{(path|line|entry)\}/g, (_place, name) => values[name]);
  else control.dataset.place = place;
  return control;
}

/* What has changed in the source since the translation, and the translation until then. */
function difference(badge) {
  const box = content.querySelector(".message-change").cloneNode(true);
  const [change, before] = box.querySelectorAll("dd");
  const tags = { "=": "span", "-": "del", "+": "ins" };
  for (const [sign, words] of JSON.parse(badge.dataset.change)) {
    const piece = document.createElement(tags[sign]);
    piece.textContent = words;
    change.append(piece);
  }
  change.lang = dataset.source;
  before.textContent = badge.dataset.before;
  return box;
}

export function showChanges() {
  for (const badge of document.querySelectorAll(".message-state[data-change]")) {
    const block = badge.parentElement.closest(BLOCK);
    // Below the paragraph, where a list of words may stand; inside a cell or an item.
    const add = /^(P|H[1-6])$/.test(block.tagName) ? "after" : "append";
    if (!block.parentElement.querySelector(":scope > .message-change")) block[add](difference(badge));
  }
}

function showAll() {
  for (const block of document.querySelectorAll(BLOCK)) {
    const control = controlFor(block);
    const figure = block.closest(".svg-figure");
    if (!figure) {
      block.append(control);
      continue;
    }
    // A figure holds no links: those of its labels stand below it.
    const words = document.createElement("span");
    words.textContent = block === figure ? figure.getAttribute("aria-label") : beginning(block);
    const item = document.createElement("li");
    item.append(words, " ", control);
    if (!figure.nextElementSibling?.matches(".edit-link-labels")) {
      const list = document.createElement("ul");
      list.className = "edit-link-labels";
      figure.after(list);
    }
    figure.nextElementSibling.append(item);
  }
  showChanges();
}

export function toggle(shown) {
  document.documentElement.classList.toggle("edit-links-shown", shown);
  const old = document.querySelectorAll("article :is(.edit-link, .edit-link-labels, .message-change)");
  for (const element of old) element.remove();
  if (shown) showAll();
}

/* Without an address of the repository there is a place to copy. */
addEventListener("click", async (event) => {
  const control = event.target.closest(".edit-link[data-place]");
  if (!control) return;
  event.preventDefault();
  await navigator.clipboard.writeText(control.dataset.place);
  control.querySelector("[role=status]").textContent = control.dataset.copied;
});
