/* The languages of this page, and where its words are written. The switch keeps the place
   and remembers the choice; a second language stands beside the first from page to page,
   or by "?with=en". */
"use strict";
(() => {
  const page = document.documentElement;
  const buttons = document.querySelectorAll("button[data-side-by-side]");

  /* What few readers ask for is fetched when they do. */
  const script = (name) => import(new URL(`${page.dataset.content_root}_static/${name}`, location.href));

  /* Browsers have kept the choice under "beside" so far: another key would lose it. */
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
    const link = document.querySelector(`a[data-language="${CSS.escape(code)}"]`);
    const status = document.querySelector(".page-tools [role=status]");
    status.textContent = "";
    try {
      const { show, hide } = await script("side-by-side.js");
      const there = link && (await fetch(link.href));
      hide();
      if (link) await show(link, there);
      for (const button of buttons)
        button.setAttribute("aria-pressed", button.dataset.sideBySide === code);
      remember(link && code);
    } catch (error) {
      status.textContent = `${status.dataset.failed} (${error.message})`;
    }
    delete page.dataset.awaiting;
  }

  /* A menu that covers the page goes away as readers expect it to. */
  const menu = () => document.querySelector(".page-tools-menu[open]");
  addEventListener("keydown", ({ key }) => {
    if (key !== "Escape" || !menu()) return;
    menu().querySelector("summary").focus();
    menu().open = false;
  });

  /* The pages of a language are made before the files of two languages are, whose sizes the server knows. */
  async function addSize(place) {
    const { ok, headers } = await fetch(place.closest("a").href, { method: "HEAD" });
    const bytes = ok && Number(headers.get("content-length"));
    if (bytes) place.textContent = ` · ${Math.max(bytes / 1e6, 0.1).toFixed(1)} MB`;
  }
  const open = ({ target }) => {
    for (const place of target.querySelectorAll(".download-size > :empty")) addSize(place).catch(() => {}); // without it all is well
  };
  for (const details of document.querySelectorAll(".page-tools-menu")) details.addEventListener("toggle", open);

  /* What can be moved sideways is a stop of the keyboard; where all of it is seen, there is nothing to stop for. */
  const stops = new ResizeObserver((resized) => {
    for (const { target } of resized) {
      if (target.scrollWidth > target.clientWidth) target.setAttribute("tabindex", "0");
      else target.removeAttribute("tabindex");
    }
  });
  for (const element of document.querySelectorAll("article [tabindex='0']")) stops.observe(element);

  const arrived = () => document.getElementById(location.hash.slice(1))?.scrollIntoView();
  const { awaiting } = page.dataset;
  if ([...buttons].some((button) => button.dataset.sideBySide === awaiting)) put(awaiting).then(arrived);
  else delete page.dataset.awaiting; // not a language, or a page without blocks

  addEventListener("click", async (event) => {
    if (menu() && !menu().contains(event.target)) menu().open = false;
    const control = event.target.closest("button[data-edit-links]");
    if (control) {
      const shown = control.getAttribute("aria-pressed") !== "true";
      (await script("edit-links.js")).toggle(shown);
      control.setAttribute("aria-pressed", shown);
    }
    const button = event.target.closest("button[data-side-by-side]");
    if (button) put(button.getAttribute("aria-pressed") === "true" ? "" : button.dataset.sideBySide);
    const link = event.target.closest("a[data-language]");
    if (!link) return;
    localStorage.setItem("language", link.dataset.language);
    // For servers that choose themselves what "/" leads to.
    const top = new URL(`${page.dataset.content_root}../`, location.href).pathname;
    document.cookie = `language=${link.dataset.language}; path=${top}; max-age=31536000; samesite=lax`;
    if (page.classList.contains("side-by-side")) localStorage.setItem("beside", document.querySelector(".page-tools").dataset.own);
    link.hash = location.hash;
  });
})();
