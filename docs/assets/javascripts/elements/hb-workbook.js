/** `<hb-workbook>` around an element of the workbook: its scripts are loaded here, and on no other page. */

export class HbWorkbook extends HTMLElement {
  async connectedCallback() {
    try {
      await import("../workbook.js");
    } catch (error) {
      // Offline, say: the page can still be read and printed.
      console.error("The workbook's scripts could not be loaded", error);
    }
  }
}
