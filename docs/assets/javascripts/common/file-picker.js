/** Files that the reader chooses with a button or drops on a place. */

/**
 * @param {import("../workbook/data/data-part.js").DataPart} part Has the parts "file" and "drop".
 * @param {AbortSignal} signal
 * @param {(files: FileList) => void} take Called with at least one file.
 */
export function filesFrom(part, signal, take) {
  const file = /** @type {HTMLInputElement | null} */ (part.findPart("file"));
  const drop = part.findPart("drop");
  const over = (/** @type {boolean} */ is) => drop?.classList.toggle("hb-data__drop--over", is);
  file?.addEventListener("change", () => {
    if (file.files?.length) take(file.files);
  }, { signal });
  // The same file may be chosen again after it was mended.
  file?.addEventListener("click", () => { file.value = ""; }, { signal });
  drop?.addEventListener("dragover", (event) => {
    event.preventDefault();
    over(true);
  }, { signal });
  drop?.addEventListener("dragleave", () => over(false), { signal });
  drop?.addEventListener("drop", (event) => {
    event.preventDefault();
    over(false);
    if (event.dataTransfer?.files.length) take(event.dataTransfer.files);
  }, { signal });
}
