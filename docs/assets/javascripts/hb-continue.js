/** `<hb-continue>` on the home page: back to where the newest answer was given. */

import { HandbookElement } from "./element.js";
import { siteBase } from "./reading.js";
import { store } from "./store.js";
import { sayCount } from "./words.js";

export class HbContinue extends HandbookElement {
  refresh() {
    const place = store.place;
    const n = store.count();
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

// What is stored may come from anywhere: only a page of this site is a way to go on.
function addressOf({ url, block }) {
  try {
    const found = new URL(String(url), siteBase);
    if (!found.href.startsWith(siteBase)) return null;
    found.hash = String(block ?? "");
    return found.href;
  } catch {
    return null;
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
