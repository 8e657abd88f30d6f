/* The way into the search: "/", Ctrl-K, the box in the sidebar, the button of small screens, the page search.html.
   Nothing else is fetched before the reader comes this way. */
"use strict";
(() => {
  const root = new URL(document.documentElement.dataset.content_root, location.href);
  const script = (name) => import(new URL(`_static/${name}`, root));

  const open = async (query = "", kept) => {
    // The box first: what is typed while the rest is on its way must not be lost.
    const dialog = document.getElementById("search-dialog");
    const [status, input] = ["[role=status]", "input"].map((part) => dialog.querySelector(part));
    if (!dialog.open) dialog.showModal();
    if (query) input.value = query;
    input.select();
    if (location.protocol === "file:") { // not every browser says so
      status.textContent = status.dataset.file;
      return;
    }
    try {
      await (await script("search-view.js")).open(root, kept);
    } catch (error) {
      status.textContent = `${status.dataset.failed} (${error.message})`;
    }
  };

  addEventListener("keydown", (event) => {
    const writing = event.target.closest?.("input, textarea, select, [contenteditable]");
    const slash = event.key === "/" && !writing && !event.ctrlKey && !event.metaKey && !event.altKey;
    const ctrlK = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey);
    if (!slash && !ctrlK) return;
    event.preventDefault();
    open();
  });
  addEventListener("submit", (event) => {
    if (event.target.closest("#search-dialog")) event.preventDefault(); // Enter, before anything is found
    const box = event.target.querySelector(".sidebar-search, .search-page-box");
    if (!box) return;
    event.preventDefault();
    open(box.value);
  });
  addEventListener("click", (event) => {
    event.target.closest(".search-close")?.closest("dialog").close(); // also while the index is on its way
    const button = event.target.closest(".search-button");
    if (button) event.preventDefault();
    if (button || event.target.closest(".sidebar-search, .search-page-box")) open(event.target.value);
    // The query goes along into another language.
    const language = event.target.closest("a[data-language]");
    const box = document.querySelector(".search-page-box");
    if (language && box?.value) language.search = new URLSearchParams({ q: box.value });
  });
  addEventListener("DOMContentLoaded", () => {
    const asked = new URLSearchParams(location.search);
    const box = document.querySelector(".search-page-box");
    if (box && asked.get("q")) box.value = asked.get("q");
    const kept = history.state?.search; // a hit was followed, and this is the way back
    if (kept) open(kept.query, kept);
    else if (box?.value) open(box.value);
    const words = asked.getAll("highlight").filter(Boolean);
    if (words.length) script("search-marks.js").then(({ arrive }) => arrive(words));
  });
})();
