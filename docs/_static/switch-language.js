/* Switching language keeps the place in the page and remembers the choice. */
"use strict";
addEventListener("click", (event) => {
  const link = event.target.closest("a[data-edition]");
  if (!link) return;
  localStorage.setItem("language", link.dataset.edition);
  link.hash = location.hash;
});
