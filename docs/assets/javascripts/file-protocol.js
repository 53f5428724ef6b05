/**
 * Of a handbook that is opened from a disk, and loaded there only (tools/postbuild/standalone.py): the browser shows the list of a
 * folder where a server would send its page. So a link that a script has made names the page.
 */

document.addEventListener("click", ({ target }) => {
  const link = target instanceof Element ? target.closest("a[href]") : null;
  if (link instanceof HTMLAnchorElement && link.protocol === "file:" && link.pathname.endsWith("/")) link.pathname += "index.html";
}, { capture: true });
