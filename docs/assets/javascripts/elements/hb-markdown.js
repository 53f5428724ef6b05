/** `<hb-markdown>`, which a build puts on a page with tabs or code: loads the scripts for them, which no other page needs. */

export class HbMarkdown extends HTMLElement {
  async connectedCallback() {
    try {
      const { enhance } = await import("../markdown.js");
      if (this.isConnected) enhance(this);
    } catch (error) {
      // Offline, for example: the page can still be read and printed.
      console.error("The scripts for tabs and code could not be loaded", error);
    }
  }
}
