/** `<hb-continue>` on the home page: back to where the newest answer was given. */

import { HandbookElement } from "./element.js";
import { answers } from "./kinds.js";
import { addressOf } from "./reading.js";
import { store } from "./store.js";
import { sayCount } from "./words.js";

export class HbContinue extends HandbookElement {
  refresh() {
    const place = store.mark("place");
    const n = answers(store.entries()).length;
    const address = n > 0 && place && addressOf(place);
    this.disconnect();
    if (!address) return;
    const at = typeof place.title === "string" && place.title ? this.say("home.continue-at", place) : String(place.chapter ?? "");
    this.append(link(address, this.say("home.continue")), line("place", at), line("count", sayCount(this.words, "home.begun", n)));
    this.hidden = false;
  }

  disconnect() {
    this.replaceChildren();
    this.hidden = true;
  }
}

function link(address, text) {
  const made = document.createElement("a");
  made.className = "hb-continue__link";
  made.href = address;
  made.textContent = text;
  return made;
}

function line(name, text) {
  const made = document.createElement("p");
  made.className = `hb-continue__${name}`;
  made.textContent = text;
  return made;
}
