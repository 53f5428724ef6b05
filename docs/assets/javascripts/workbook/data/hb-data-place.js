/** `<hb-data-place>`: keep everything in this tab only, on a computer that others use too; and back. */

import { DataPart } from "./data-part.js";
import { isAnswer } from "../../store/document.js";
import { store } from "../../store/store.js";

export class HbDataPlace extends DataPart {
  refresh() {
    const tab = store.mode === "tab";
    const n = [...store.entries().values()].filter(isAnswer).length;
    this.reveal("in-browser", !tab);
    this.reveal("in-tab", tab);
    this.put("tab-holds", tab ? (n ? this.count("data.tab-holds", n) : this.t("data.tab-empty")) : "");
    this.reveal("carry", tab && n > 0);
  }

  disconnect() {
    this.put("said", "");
  }

  /** @param {string} action */
  act(action) {
    if (!["keep-in-tab", "keep-carry", "keep-drop"].includes(action)) return;
    const mode = action === "keep-in-tab" ? "tab" : "browser";
    this.command("keep-in", { mode, carry: action === "keep-carry" });
    this.tell(store.mode === mode ? `data.done-${action}` : "data.keep-in-refused");
    this.lead("title");
  }
}
