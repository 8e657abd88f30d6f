/* A term of the glossary, explained where it stands: on hover, on focus by keyboard, on tap.
   The pointer may go over into the note; Esc puts it away. */
"use strict";
(() => {
  const HOVER_DELAY = 250; // milliseconds
  const GAP = 6; // pixels between term and note
  const MARGIN = 12; // pixels between note and window; site.css.jinja takes twice that off its width
  const TERM = "a:has(> .std-term)";
  const note = document.getElementById("glossary-tooltip");
  let over = null; // the term under the pointer, or whose note is
  let held = null; // the term that has the focus or was tapped
  let shown = null;
  let touched = false;
  let timer;

  const termAt = (element) => element.closest?.(TERM);

  // The words in the language that the term stands in, else in the page's.
  const definitionOf = (link) => {
    const wordsIn = ({ lang }) =>
      document.querySelector(
        `.glossary-tooltips [lang="${lang}"] > [data-anchor="${CSS.escape(link.hash.slice(1))}"]`,
      );
    return wordsIn(link.closest("[lang]")) ?? wordsIn(document.documentElement);
  };

  const describe = (link, definition = definitionOf(link)) => {
    // The definitions of a second language have no ids: they would be the same ones.
    if (definition) link.setAttribute("aria-describedby", (definition.id ? definition : note).id);
  };

  const place = (term) => {
    const { clientWidth, clientHeight } = document.documentElement;
    const left = Math.min(term.left, clientWidth - note.offsetWidth - MARGIN);
    const above = term.top - GAP - note.offsetHeight;
    const below = term.bottom + GAP;
    const top = below + note.offsetHeight > clientHeight && above >= 0 ? above : below;
    note.style.left = `${Math.max(left, MARGIN) + scrollX}px`;
    note.style.top = `${top + scrollY}px`;
  };

  const show = (link) => {
    const definition = definitionOf(link);
    if (!definition || (link === shown && note.matches(":popover-open"))) return;
    const [term, text, more] = note.children;
    term.textContent = definition.dataset.term;
    text.textContent = definition.textContent;
    term.lang = text.lang = definition.closest("[lang]").lang;
    more.href = link.href;
    describe(link, definition); // a link that came later has not been
    link.after(note); // read aloud next, and inside the same landmark
    note.showPopover();
    place(link.getBoundingClientRect());
    shown = link;
  };

  const hide = () => {
    if (shown) note.hidePopover();
    shown = null;
  };

  const settle = (delay = 0) => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const link = over ?? held;
      if (link) show(link);
      else hide();
    }, delay);
  };

  addEventListener("pointerover", ({ target, pointerType }) => {
    const term = pointerType === "touch" ? null : termAt(target);
    const now = note.contains(target) ? shown : term ?? null;
    if (now === over) return;
    over = now;
    settle(HOVER_DELAY);
  });
  addEventListener("pointerdown", ({ target, pointerType }) => {
    touched = pointerType === "touch";
    if (note.contains(target) || termAt(target) === shown) return;
    held = null;
    settle();
  });
  // The first tap explains; the link in the note, or a second tap, leads to the glossary.
  addEventListener("click", (event) => {
    const link = termAt(event.target);
    // Enter, too, is a click, but with no count of clicks.
    if (!touched || !event.detail || !link || link === shown || !definitionOf(link)) return;
    event.preventDefault();
    held = link;
    settle();
  });
  addEventListener("focusin", ({ target }) => {
    const link = termAt(target);
    if (!link?.matches(":focus-visible")) return;
    held = link;
    over = null;
    settle();
  });
  addEventListener("focusout", ({ target, relatedTarget }) => {
    if (target !== held || note.contains(relatedTarget)) return;
    held = null;
    settle();
  });
  addEventListener("keydown", ({ key }) => {
    if (key !== "Escape") return;
    over = held = null;
    settle();
  });

  for (const link of document.querySelectorAll(TERM)) describe(link);
})();
