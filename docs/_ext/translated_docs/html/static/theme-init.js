/* Known before anything is painted, so that nothing moves later: the colours the reader
   chose, or the system's, and whether a second language is on its way. */
"use strict";
{
  const page = document.documentElement;
  const asked = new URLSearchParams(location.search).get("with");
  const sideBySide = asked ?? localStorage.getItem("beside");
  document.body.dataset.theme = localStorage.getItem("theme") || "auto";
  page.classList.remove("no-js");
  if (sideBySide && sideBySide !== page.lang) page.dataset.awaiting = sideBySide;
}
