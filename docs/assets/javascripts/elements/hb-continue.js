/** `<hb-continue>` on the home page: back to where the newest answer was given. */

import { HandbookElement } from "./base-element.js";
import { answers } from "../store/entry-kinds.js";
import { isObject } from "../store/document.js";
import { addressOf } from "../common/dom.js";
import { store } from "../store/store.js";
import { tn } from "../common/i18n.js";

export class HbContinue extends HandbookElement {
  static topics = ["document", "place"];

  refresh() {
    const place = store.remembered("place");
    const n = answers(store.entries()).length;
    this.disconnect();
    if (!n || !isObject(place)) return;
    const address = addressOf({ url: String(place.url), block: String(place.block ?? "") });
    if (!address) return;
    const [chapter, title] = [place.chapter, place.title].map((word) => (typeof word === "string" ? word : ""));
    const at = title ? this.t("home.continue-at", { chapter, title }) : chapter;
    this.append(link(address, this.t("home.continue")), line("place", at), line("count", tn(this.words, "home.begun", n)));
    this.hidden = false;
  }

  disconnect() {
    this.replaceChildren();
    this.hidden = true;
  }
}

/** @param {string} address @param {string} text */
function link(address, text) {
  const made = document.createElement("a");
  made.className = "hb-continue__link";
  made.href = address;
  made.textContent = text;
  return made;
}

/** @param {string} name @param {string} text */
function line(name, text) {
  const made = document.createElement("p");
  made.className = `hb-continue__${name}`;
  made.textContent = text;
  return made;
}
