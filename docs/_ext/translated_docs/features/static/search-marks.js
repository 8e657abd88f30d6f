/* Put the words that led here into <mark>s and go to the first one in the section, until the reader takes them away. */

const literal = (word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
// A short word of letters that have blanks between words begins one.
const isShort = (word) => /^[\p{L}\p{N}]{1,3}$/u.test(word) && !/^[\u3005-\u9fff]/.test(word);
const asWord = (word) => (isShort(word) ? "(?<![\\p{L}\\p{N}])" : "") + literal(word);

function mark(article, words) {
  const wanted = new RegExp(`(${words.map(asWord).join("|")})`, "iu");
  const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) {
    const text = walker.currentNode;
    if (wanted.test(text.data) && !text.parentElement.closest("svg")) texts.push(text);
  }
  for (const text of texts)
    text.replaceWith(
      ...text.data.split(wanted).map((part, i) =>
        i % 2 ? Object.assign(document.createElement("mark"), { textContent: part }) : part,
      ),
    );
}

/* Take the marks away, and out of the address, so that they are not sent to others. */
function unmark(article, button) {
  button.remove();
  for (const one of article.querySelectorAll("mark")) {
    const parent = one.parentNode;
    one.replaceWith(...one.childNodes);
    parent.normalize();
  }
  const address = new URL(location.href);
  address.searchParams.delete("highlight");
  history.replaceState(history.state, "", address);
}

export function arrive(words) {
  const article = document.querySelector("article");
  mark(article, words);
  const marks = [...article.querySelectorAll("mark")];
  if (!marks.length) return;
  const section = document.getElementById(location.hash.slice(1));
  (marks.find((one) => section?.contains(one)) ?? marks[0]).scrollIntoView({ block: "center" });
  const label = document.getElementById("search-dialog").dataset.unmark;
  const button = Object.assign(document.createElement("button"), { className: "search-unmark", textContent: label });
  const remove = () => {
    unmark(article, button);
    removeEventListener("keydown", onEscape, true);
  };
  function onEscape(event) {
    // Whatever is open over the page goes first.
    if (event.key === "Escape" && !event.isComposing && !document.querySelector("dialog[open], details.page-tools-menu[open]")) remove();
  }
  button.addEventListener("click", remove);
  addEventListener("keydown", onEscape, true); // before it is closed
  document.body.append(button);
}
