/** The reader's own variant of the page's language, for days, numbers and enumerations: "1 December" or "December 1". */

/** Returns a language tag such as "en-GB": the first that the reader's browser asks for and the page is written in. @returns {string | undefined} */
export function language() {
  const page = document.documentElement.lang;
  const own = navigator.languages.find((tag) => tag.split("-")[0] === page.split("-")[0]);
  // A page that names its own country means it.
  return (page.includes("-") ? page : own ?? page) || undefined;
}
