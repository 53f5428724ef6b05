/** `<hb-workbook>` around an element of the workbook: loads the workbook's scripts, which no other page needs. */

export class HbWorkbook extends HTMLElement {
  async connectedCallback() {
    try {
      await import("../workbook.js");
    } catch (error) {
      // Offline, for example: the page can still be read and printed.
      console.error("The workbook's scripts could not be loaded", error);
    }
  }
}
