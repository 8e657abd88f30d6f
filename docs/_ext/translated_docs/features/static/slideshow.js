/* The slide show's keyboard, buttons and address; swiping is the row's own scrolling. */
"use strict";
(() => {
  const row = document.querySelector(".show");
  const slides = [...row.querySelectorAll(".show-slide")];
  const counter = document.querySelector(".show-counter");
  const leave = document.querySelector(".show-leave");
  const controls = document.querySelector(".show-controls");
  // Where lines run from right to left, the slides do: the first is at the right, and the others have negative places.
  const onward = getComputedStyle(row).direction === "rtl" ? -1 : 1;
  let current = Math.max(0, slides.findIndex((slide) => `#${slide.id}` === location.hash));

  const note = (index) => {
    current = index;
    counter.textContent = `${index + 1} / ${slides.length}`;
    leave.href = slides[index].dataset.frame;
    history.replaceState(null, "", `#${slides[index].id}`);
  };
  const go = (index) => {
    note(Math.min(Math.max(index, 0), slides.length - 1));
    row.scrollTo({ left: onward * current * row.clientWidth, behavior: "instant" });
  };

  // The largest letters with which the words fit the room that the slide leaves them.
  const fits = (words) =>
    words.scrollHeight <= words.clientHeight && words.scrollWidth <= words.clientWidth;
  const fit = (words) => {
    for (let percent = 150; percent >= 50; percent -= 5) {
      words.parentElement.style.setProperty("--show-scale", percent / 100);
      if (fits(words)) return;
    }
  };

  const actions = {
    next: () => go(current + 1),
    previous: () => go(current - 1),
    first: () => go(0),
    last: () => go(slides.length - 1),
    full: () =>
      document.fullscreenElement
        ? document.exitFullscreen()
        : document.documentElement.requestFullscreen(),
    language: () => {
      const languages = [...document.querySelectorAll(".page-tools a[hreflang]")];
      const here = languages.findIndex((language) => language.matches("[aria-current]"));
      languages[(here + 1) % languages.length].click();
    },
    leave: () => document.fullscreenElement || leave.click(),
  };
  const keys = {
    ArrowRight: onward > 0 ? "next" : "previous", ArrowDown: "next", PageDown: "next", " ": "next",
    ArrowLeft: onward > 0 ? "previous" : "next", ArrowUp: "previous", PageUp: "previous",
    Home: "first", End: "last", f: "full", l: "language", Escape: "leave",
  };

  addEventListener("keydown", (event) => {
    const { key, shiftKey, target } = event;
    const action = key === " " && shiftKey ? "previous" : keys[key.length > 1 ? key : key.toLowerCase()];
    const pressing = key === " " && target.closest("button");
    if (!action || pressing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    actions[action]();
  });
  controls.addEventListener("click", (event) =>
    actions[event.target.closest("button")?.dataset.action]?.(),
  );
  row.addEventListener("scroll", () => {
    const index = Math.round((onward * row.scrollLeft) / row.clientWidth);
    if (index !== current) note(index);
  });
  const lay = () => {
    row.querySelectorAll(".show-words").forEach(fit);
    go(current);
  };
  addEventListener("resize", lay);

  controls.hidden = false;
  controls.querySelector("[data-action=full]").hidden = !document.fullscreenEnabled;
  lay();
})();
