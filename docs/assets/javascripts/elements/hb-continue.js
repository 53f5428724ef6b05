/** `<hb-continue>` on the home page: a link to where the newest answer was given. */

import { HandbookElement, registerElements } from "./base-element.js";
import { countAnswers } from "../store/entry-kinds.js";
import { isObject } from "../store/document.js";
import { addressOf, makeElement } from "../common/dom.js";
import { store } from "../store/store.js";
import { tn } from "../common/i18n.js";

class HbContinue extends HandbookElement {
  static topics = ["document"];

  refresh() {
    const place = store.remembered("place");
    const n = countAnswers(store.entries());
    this.disconnect();
    if (!n || !isObject(place)) return;
    const href = addressOf(/** @type {any} */ (place));
    if (!href) return;
    const [chapter, title] = [place.chapter, place.title].map((text) => (typeof text === "string" ? text : ""));
    this.append(
      makeElement("a", { class: "hb-continue__link", href }, this.t("home.continue")),
      makeElement("p", "hb-continue__place", title ? this.t("home.continue-at", { chapter, title }) : chapter),
      makeElement("p", "hb-continue__count", tn(this.words, "home.begun", n)),
    );
    this.hidden = false;
  }

  disconnect() {
    this.replaceChildren();
    this.hidden = true;
  }
}

registerElements({ "hb-continue": HbContinue });
