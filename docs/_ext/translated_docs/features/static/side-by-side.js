/* The other language's words with each block of this page, taken from the other page. */

/* A copy must not carry a second anchor. */
function withoutIds(node) {
  const copy = node.cloneNode(true);
  for (const element of copy.querySelectorAll("[id]")) element.removeAttribute("id");
  return copy;
}

function words(block) {
  const copy = withoutIds(block);
  for (const link of copy.querySelectorAll(".headerlink, .backrefs")) link.remove();
  return copy.childNodes;
}

function half(className, { lang, dir }, nodes) {
  const span = document.createElement("span");
  span.className = className;
  span.lang = lang;
  span.dir = dir;
  span.append(...nodes);
  return span;
}

const text = (nodes) => [...nodes].map((node) => node.textContent).join("").trim();

/* The link to the page in a language, which says the direction of its script. */
const languageLink = (lang) => lang && document.querySelector(`.page-tools a[lang="${CSS.escape(lang)}"]`);

function pair(block, counterpart, own, other) {
  const state = counterpart.querySelector(".message-state");
  // Names are the same in both languages: once is enough.
  if (!state && text(words(block)) === text(words(counterpart))) return;
  block.append(
    half("own-words", languageLink(block.lang) || own, [...block.childNodes]),
    half("other-words", languageLink(counterpart.lang) || other, words(counterpart)),
  );
  block.dataset.paired = "";
}

/* The block that the reader is looking at, and how far down it stands. */
function place() {
  const blocks = document.querySelectorAll("article [data-message]");
  const block = [...blocks].find((one) => one.getBoundingClientRect().bottom > 0);
  return block && { block, top: block.getBoundingClientRect().top };
}

function keepPlace(shown, change) {
  const before = scrollY > 0 && place();
  change();
  document.documentElement.classList.toggle("side-by-side", shown);
  if (before) scrollBy({ top: before.block.getBoundingClientRect().top - before.top, behavior: "instant" });
}

/* Raises an Error when the server does not have the page. */
export async function show(other, answer) {
  if (!answer.ok) throw new Error(`${answer.url}: ${answer.status}`);
  const there = new DOMParser().parseFromString(await answer.text(), "text/html");
  const selector = "article [data-message]";
  const counterparts = new Map([...there.querySelectorAll(selector)].map((block) => [block.dataset.message, block]));
  keepPlace(true, () => {
    for (const block of document.querySelectorAll(selector)) {
      const counterpart = counterparts.get(block.dataset.message);
      if (counterpart) pair(block, counterpart, document.querySelector(".page-tools a[aria-current]"), other);
    }
    const definitions = there.querySelector(".term-definitions");
    if (definitions) document.querySelector(".glossary-tooltips").append(withoutIds(definitions));
  });
}

export function hide() {
  keepPlace(false, () => {
    for (const more of [...document.querySelectorAll(".term-definitions")].slice(1)) more.remove();
    for (const block of document.querySelectorAll("article [data-paired]")) {
      const [own, other] = block.children;
      own.replaceWith(...own.childNodes);
      other.remove();
      delete block.dataset.paired;
    }
  });
}
