/* A button on each block of code that copies it. */
"use strict";
(() => {
  const { copy, copied } = document.currentScript.dataset;
  if (!navigator.clipboard) return; // not over plain HTTP
  for (const block of document.querySelectorAll("article div.highlight")) {
    const button = document.createElement("button");
    const status = document.createElement("span");
    button.type = "button";
    button.className = "copy-button";
    button.textContent = copy;
    status.setAttribute("role", "status");
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(block.querySelector("pre").textContent);
      status.textContent = copied;
      setTimeout(() => status.replaceChildren(), 3000);
    });
    block.prepend(button);
    block.append(status);
  }
})();
