/* To where the page has moved; a place in it that the reader asks for is there too, under the same name. */
"use strict";
const target = new URL(document.querySelector("a").href);
target.hash = location.hash || target.hash;
location.replace(target);
