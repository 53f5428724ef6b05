/** Files that the reader chooses with a button or drops on an area. */

/**
 * Calls `onFiles` with the files, at least one.
 *
 * @param {HTMLInputElement | null} input
 * @param {HTMLElement | null} dropArea
 * @param {(files: FileList) => void} onFiles
 * @param {AbortSignal} signal
 */
export function connectFilePicker(input, dropArea, onFiles, signal) {
  const highlight = (/** @type {boolean} */ over) => dropArea?.classList.toggle("hb-data__drop--over", over);
  input?.addEventListener("change", () => {
    if (input.files?.length) onFiles(input.files);
  }, { signal });
  // So that the same file can be chosen again after it was corrected.
  input?.addEventListener("click", () => { input.value = ""; }, { signal });
  dropArea?.addEventListener("dragover", (event) => {
    event.preventDefault();
    highlight(true);
  }, { signal });
  dropArea?.addEventListener("dragleave", () => highlight(false), { signal });
  dropArea?.addEventListener("drop", (event) => {
    event.preventDefault();
    highlight(false);
    if (event.dataTransfer?.files.length) onFiles(event.dataTransfer.files);
  }, { signal });
}
