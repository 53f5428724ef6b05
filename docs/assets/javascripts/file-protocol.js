/**
 * Loaded only in a handbook that is opened from disk (tools/postbuild/offline/standalone.py). There a link to a folder would show a
 * directory listing, so links that scripts have created are completed with index.html.
 */

document.addEventListener("click", ({ target }) => {
  const link = target instanceof Element ? target.closest("a[href]") : null;
  if (link instanceof HTMLAnchorElement && link.protocol === "file:" && link.pathname.endsWith("/")) link.pathname += "index.html";
}, { capture: true });
