/* Shows the state of the last build on top of the page, and loads the page again when it
   has been built, at the same place. */
"use strict";

const [language, ...rest] = location.pathname.slice(1).split("/");
const page = rest.join("/").replace(/\.html$/, "") || "index";

function list(title, lines, kind) {
  const box = document.createElement("section");
  box.className = `live-${kind}`;
  const heading = document.createElement("h2");
  heading.textContent = title;
  const items = document.createElement("ul");
  for (const line of lines) {
    const item = document.createElement("li");
    item.textContent = line;
    items.append(item);
  }
  box.append(heading, items);
  return box;
}

function draw(errors, diagnostics) {
  document.getElementById("live-state")?.remove();
  const state = document.createElement("div");
  state.id = "live-state";
  state.role = "status";
  state.lang = "en";
  if (errors.length) state.append(list("The build says", errors, "errors"));
  if (diagnostics.length) state.append(list("The check of this page says", diagnostics, "diagnostics"));
  document.body.prepend(state);
}

async function show() {
  const answer = await fetch(`/_live/state?page=${encodeURIComponent(`${language}/${page}`)}`);
  const { errors, diagnostics } = await answer.json();
  draw(errors, diagnostics);
}

/* The block that is being read, and how far down it stands: what is above may have grown. */
function placeOfReader() {
  const blocks = document.querySelectorAll("article [data-message]");
  const block = [...blocks].find((one) => one.getBoundingClientRect().top >= 0);
  return block && { message: block.dataset.message, top: block.getBoundingClientRect().top };
}

/* The browser's own way back is smooth, and so seen. */
function reload() {
  history.scrollRestoration = "manual";
  // Not now: the reader may scroll on until the page goes.
  addEventListener("pagehide", () => sessionStorage.setItem("live-place", JSON.stringify(placeOfReader() ?? null)));
  location.reload();
}

const place = JSON.parse(sessionStorage.getItem("live-place"));
sessionStorage.removeItem("live-place");
const block = place && document.querySelector(`article [data-message="${place.message}"]`);
if (block) scrollBy({ top: block.getBoundingClientRect().top - place.top, behavior: "instant" });
history.scrollRestoration = "auto";
document.documentElement.dataset.live = "placed";

const events = new EventSource("/_live/events");
let lost = false;
events.onopen = () => {
  if (lost) reload(); // the server has been started anew
};
events.onerror = () => {
  lost = true;
  setTimeout(() => {
    const gone = "the server does not answer, so nothing that is saved shows here; begin it again: make live";
    if (events.readyState !== EventSource.OPEN) draw([gone], []);
  }, 2000); // a page that is left loses it, too
};
events.onmessage = ({ data }) => {
  const news = JSON.parse(data);
  const empty = !document.querySelector("article");
  if (empty || (news.language === language && news.pages.includes(page))) reload();
  else show();
};
show();

const template = document.getElementById("edit-link");
if (template) {
  const { showChanges } = await import(`/${language}/_static/edit-links.js`);
  showChanges();
}
