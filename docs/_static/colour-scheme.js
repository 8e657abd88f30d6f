/* Before anything is painted: the colours the reader chose, or the system's. */
"use strict";
document.body.dataset.theme = localStorage.getItem("theme") || "auto";
