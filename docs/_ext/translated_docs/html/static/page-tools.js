/* The languages of this page, and where its words are written. The switch keeps the place
   and remembers the choice; a second language stands beside the first from page to page,
   or by "?with=en". */
"use strict";
(() => {
  const page = document.documentElement;
  const buttons = document.querySelectorAll("button[data-beside]");

  /* What few readers ask for is fetched when they do. */
  const script = (name) => import(new URL(`${page.dataset.content_root}_static/${name}`, location.href));

  function remember(code) {
    const address = new URL(location.href);
    if (code) {
      localStorage.setItem("beside", code);
      address.searchParams.set("with", code);
    } else {
      localStorage.removeItem("beside");
      address.searchParams.delete("with");
    }
    history.replaceState(history.state, "", address);
  }

  /* Put the language beside this one, or none for "". */
  async function put(code) {
    const edition = document.querySelector(`a[data-edition="${CSS.escape(code)}"]`);
    const status = document.querySelector(".editions [role=status]");
    status.textContent = "";
    try {
      const { show, hide } = await script("side-by-side.js");
      const there = edition && (await fetch(edition.href));
      hide();
      if (edition) await show(edition, there);
      for (const button of buttons)
        button.setAttribute("aria-pressed", button.dataset.beside === code);
      remember(edition && code);
    } catch (error) {
      status.textContent = `${status.dataset.failed} (${error.message})`;
    }
    delete page.dataset.awaiting;
  }

  // A finger does not hover: it has the button.
  addEventListener("pointerover", async ({ target, pointerType }) => {
    const near = target.closest("article") ?? document.querySelector(".entry-hovering");
    if (pointerType === "mouse" && near && document.getElementById("entry-control"))
      (await script("edit-links.js")).hover(target);
  });

  const arrived = () => document.getElementById(location.hash.slice(1))?.scrollIntoView();
  const { awaiting } = page.dataset;
  if ([...buttons].some((button) => button.dataset.beside === awaiting)) put(awaiting).then(arrived);
  else delete page.dataset.awaiting; // not a language, or a page without blocks

  addEventListener("click", async (event) => {
    const entries = event.target.closest("button[data-entries]");
    if (entries) {
      const shown = entries.getAttribute("aria-pressed") !== "true";
      (await script("edit-links.js")).toggle(shown);
      entries.setAttribute("aria-pressed", shown);
    }
    const button = event.target.closest("button[data-beside]");
    if (button) put(button.getAttribute("aria-pressed") === "true" ? "" : button.dataset.beside);
    const link = event.target.closest("a[data-edition]");
    if (!link) return;
    localStorage.setItem("language", link.dataset.edition);
    // For servers that choose themselves what "/" leads to.
    const top = new URL(`${page.dataset.content_root}../`, location.href).pathname;
    document.cookie = `language=${link.dataset.edition}; path=${top}; max-age=31536000; samesite=lax`;
    if (page.classList.contains("side-by-side")) localStorage.setItem("beside", document.querySelector(".editions").dataset.own);
    link.hash = location.hash;
  });
})();
