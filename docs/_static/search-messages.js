/* Give Sphinx's search its messages in the language of the page. */
"use strict";
Object.assign(
  Documentation.TRANSLATIONS,
  JSON.parse(document.getElementById("search-messages").textContent),
);
