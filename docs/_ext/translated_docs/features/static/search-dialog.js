/* The way into the search: "/", Ctrl-K, the box in the sidebar, the page search.html.
   Nothing else is fetched before the reader comes this way. */
"use strict";
(() => {
  const root = new URL(document.documentElement.dataset.content_root, location.href);
  const open = async (query = "") => {
    // The box first: what is typed while the rest is on its way must not be lost.
    const dialog = document.getElementById("search-dialog");
    if (!dialog.open) dialog.showModal();
    dialog.querySelector("input").select();
    (await import(new URL("_static/search.js", root))).open(root, query);
  };

  /* Put the words that led here into <mark>s, and go to the first one in the section. */
  function arrive() {
    const words = new URLSearchParams(location.search).get("highlight")?.split(" ").filter(Boolean);
    if (!words?.length) return;
    const literal = (word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    const wanted = new RegExp(`(${words.map(literal).join("|")})`, "iu");
    const walker = document.createTreeWalker(document.querySelector("article"), NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) {
      const text = walker.currentNode;
      if (wanted.test(text.data) && !text.parentElement.closest("svg")) texts.push(text);
    }
    for (const text of texts)
      text.replaceWith(
        ...text.data.split(wanted).map((part, i) =>
          i % 2 ? Object.assign(document.createElement("mark"), { textContent: part }) : part,
        ),
      );
    const marks = [...document.querySelectorAll("article mark")];
    const section = document.getElementById(location.hash.slice(1));
    (marks.find((mark) => section?.contains(mark)) ?? marks[0])?.scrollIntoView({ block: "center" });
  }

  addEventListener("keydown", (event) => {
    const writing = event.target.closest?.("input, textarea, select, [contenteditable]");
    const slash = event.key === "/" && !writing && !event.ctrlKey && !event.metaKey && !event.altKey;
    const ctrlK = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey);
    if (!slash && !ctrlK) return;
    event.preventDefault();
    open();
  });
  addEventListener("submit", (event) => {
    const box = event.target.querySelector(".sidebar-search, .search-page-box");
    if (!box) return;
    event.preventDefault();
    open(box.value);
  });
  addEventListener("click", (event) => {
    if (event.target.closest(".sidebar-search, .search-page-box")) open(event.target.value);
  });
  addEventListener("DOMContentLoaded", () => {
    const asked = new URLSearchParams(location.search).get("q");
    if (asked && document.querySelector(".search-page-box")) open(asked);
    arrive();
  });
})();
