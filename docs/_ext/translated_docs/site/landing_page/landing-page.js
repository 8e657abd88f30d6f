/* Lead on to the reader's language: the one chosen before, else the browser's.
   A reader who comes back here with "back", or asks with "#choose", may choose anew. */
"use strict";
(() => {
  /* "en-gb" wants "en"; "zh-hans-cn" wants "zh-cn". */
  const sameLanguage = (wanted, offered) => {
    const parts = wanted.split(/[-_]/);
    return offered.split("-").every((part) => parts.includes(part));
  };
  /* Readers may let no site store anything: then asking for the storage is an error. */
  const chosen = () => {
    try {
      return localStorage.getItem("language");
    } catch {
      return null;
    }
  };
  const offered = document.documentElement.dataset.languages.split(" ");
  const wanted = [chosen(), ...navigator.languages]
    .filter(Boolean)
    .map((tag) => tag.toLowerCase());
  const language = wanted
    .map((tag) => offered.find((code) => sameLanguage(tag, code.toLowerCase().replace("_", "-"))))
    .find(Boolean);
  const [visit] = performance.getEntriesByType("navigation");
  if (language && location.hash !== "#choose" && visit?.type !== "back_forward")
    location.replace(`${language}/index.html`);
})();
addEventListener("click", (event) => {
  const link = event.target.closest("a[data-language]");
  if (!link) return;
  try {
    localStorage.setItem("language", link.dataset.language);
  } catch {} // the link leads there all the same
  const top = new URL("./", location.href).pathname;
  document.cookie = `language=${link.dataset.language}; path=${top}; max-age=31536000; samesite=lax`;
});
