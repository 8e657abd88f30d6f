/* Known before anything is painted, so that nothing moves later: the colours the reader
   chose, or the system's, and whether a second language is on its way. */
"use strict";
/* Where a reader lets no site store anything, asking for the storage is an error (in some browsers it is null).
   Then one takes its place that lasts as long as the page, also for the theme's own script. */
for (const name of ["localStorage", "sessionStorage"]) {
  try {
    window[name].getItem("");
  } catch {
    const kept = new Map();
    const value = {
      getItem: (key) => kept.get(key) ?? null,
      setItem: (key, words) => void kept.set(key, `${words}`),
      removeItem: (key) => void kept.delete(key),
    };
    Object.defineProperty(window, name, { value });
  }
}
{
  const page = document.documentElement;
  const asked = new URLSearchParams(location.search).get("with");
  const sideBySide = asked ?? localStorage.getItem("beside");
  document.body.dataset.theme = localStorage.getItem("theme") || "auto";
  page.classList.remove("no-js");
  if (sideBySide && sideBySide !== page.lang) page.dataset.awaiting = sideBySide;
}
