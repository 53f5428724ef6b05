/** The evidence under the ticks of a checklist: its fields where some is written or was just ticked, and a button at any other tick. */

import { idOf, ids, makeButton, openId, wordingOf } from "../../common/dom.js";
import { isAnswer } from "../../store/document.js";
import { recordOf } from "../../store/record-ids.js";
import { store } from "../../store/store.js";
import { makeEvidenceFields, styled } from "../text/hb-evidence-fields.js";

/** @typedef {import("./hb-checklist.js").HbChecklist} HbChecklist */

export class ChecklistEvidence {
  #list;
  /** Ids of items whose fields the reader has opened. @type {Set<string>} */
  #opened = new Set();

  /** @param {HbChecklist} list */
  constructor(list) {
    this.#list = list;
  }

  /** Shows what belongs to each tick. */
  async update() {
    await styled;
    if (this.#list.isConnected) for (const box of this.#list.controls) this.#show(box);
  }

  /** @param {HTMLInputElement} box */
  #show(box) {
    const item = box.closest("li");
    if (!item) return;
    const key = openId(box, `${box.dataset.hbId}.evidence`);
    const was = ids(box.dataset.hbWas).map((id) => `${id}.evidence`);
    /** @type {HTMLElement | null} */
    const fields = item.querySelector("hb-evidence-fields");
    // Those of the record that was open before; removed, they save what is pending, in that record.
    const isOther = fields && fields.dataset.hbRecord !== recordOf(key).record;
    const written = isAnswer(store.get(key, was.map((id) => openId(box, id))));
    const inUse = !isOther && fields?.contains(document.activeElement);
    const wanted = written || inUse || (box.checked && (this.#opened.has(key) || this.#list.changed.has(idOf(box))));
    if (fields && (!wanted || isOther)) fields.remove();
    if (wanted && (!fields || isOther)) box.closest(".hb-item__line")?.after(makeEvidenceFields(this.#list.words, { key, was, said: wordingOf(box) }));
    const button = item.querySelector(":scope > .hb-shown__add");
    if (wanted || !box.checked || store.readOnly) button?.remove();
    else if (!button) this.#offer(item, box);
  }

  /** @param {HTMLElement} item @param {HTMLInputElement} box */
  #offer(item, box) {
    const text = this.#list.t("evidence.add");
    const button = makeButton("add-evidence-here", text, { label: `${text}: ${wordingOf(box)}` });
    button.classList.add("hb-shown__add");
    button.setAttribute("data-hb-added", "");
    button.addEventListener("click", () => {
      this.#opened.add(openId(box, `${box.dataset.hbId}.evidence`));
      this.#show(box);
      item.querySelector("textarea")?.focus();
    });
    const note = item.querySelector(":scope > .hb-more");
    if (note) note.before(button);
    else item.append(button);
  }
}
