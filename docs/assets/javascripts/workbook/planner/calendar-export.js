/** The calendar file: what would go into it, shown before it goes, and the button that saves it. */

import { calendarOf } from "./icalendar.js";
import { download, fileName } from "../../common/download.js";
import { find, tell } from "./date-field.js";
import { dayOf, momentOf, sayDay, sayTime } from "./dates.js";
import { eventsOf } from "./model.js";
import { store } from "../../store/store.js";
import { tn } from "../../common/i18n.js";

/** @typedef {import("./model.js").Planned} Planned */

/** When to remind, as a duration from the start. @type {Record<string, {timed: string, day: string}>} */
const ALARMS = {
  start: { timed: "PT0S", day: "PT9H" },
  before: { timed: "-PT10M", day: "PT9H" },
  none: { timed: "", day: "" },
};

export class CalendarFile {
  #host;
  #catalogue;
  #root;
  /** @type {HTMLInputElement} */
  #words;
  #shown = "";

  /** @param {import("./date-field.js").Host} host @param {import("../shared/catalogue.js").Catalogue} catalogue */
  constructor(host, catalogue) {
    this.#host = host;
    this.#catalogue = catalogue;
    this.#root = find(host, '[data-hb-part="calendar"]');
    this.#words = find(this.#root, '[data-hb-part="with-words"]');
  }

  /** @param {AbortSignal} signal */
  connect(signal) {
    this.#root.hidden = false;
    // Never asked for by a page that was left open, or by a browser that remembers forms.
    this.#words.checked = false;
    this.#words.addEventListener("change", () => this.show(), { signal });
    find(this.#root, '[data-hb-action="save-calendar"]').addEventListener("click", () => this.#save(), { signal });
  }

  disconnect() {
    this.#root.hidden = true;
    this.#words.checked = false;
    for (const name of ["events", "caption", "about", "saved"]) this.#part(name).textContent = "";
    this.#shown = "";
  }

  show() {
    const { ahead, past } = this.#events();
    this.#part("calendar-none").hidden = ahead.length > 0;
    this.#part("file").hidden = !ahead.length;
    const hushed = ahead.filter((event) => event.hushed).length;
    const out = [past && tn(this.#host.words, "planner.left-out", past), hushed && tn(this.#host.words, "planner.kept-out", hushed)];
    const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
    const how = this.#host.t(`planner.calendar-how${ahead.some(({ url }) => url) ? "" : "-without"}`, { zone });
    tell(this.#part("about"), [how, ...out].filter(Boolean).join(" "));
    tell(this.#part("calendar-none"), [this.#host.t("planner.calendar-none"), ...out].filter(Boolean).join(" "));
    const wanted = JSON.stringify(ahead.map(({ when, title, text }) => [when, title, text]));
    if (wanted === this.#shown) return;
    this.#shown = wanted;
    // What was saved is no longer what stands here.
    tell(this.#part("saved"), "");
    this.#part("events").replaceChildren(...ahead.map((event) => this.#line(event)));
    tell(this.#part("caption"), tn(this.#host.words, "planner.table", ahead.length));
  }

  #events() {
    return eventsOf(this.#catalogue, this.#host, { words: this.#words.checked, now: new Date() });
  }

  // The day and time that the clock will show then, not the ones asked for: they differ in the hour that is left out.
  /** @param {Planned} event */
  #line({ when, title, text }) {
    const row = document.createElement("tr");
    const name = cell(title);
    if (text) {
      const more = document.createElement("p");
      more.className = "hb-planner__more";
      more.textContent = text;
      name.append(more);
    }
    const time = when.time ? sayTime(momentOf(when)) : this.#host.t("planner.all-day");
    row.append(cell(sayDay(dayOf(momentOf(when)), true)), cell(time), name);
    return row;
  }

  #save() {
    document.dispatchEvent(new CustomEvent("hb-flush"));
    // What is shown is what is saved: time may have passed since.
    this.show();
    const { ahead } = this.#events();
    const alarm = ALARMS[this.#root.querySelector("input:checked[type=radio]")?.getAttribute("value") ?? "none"];
    const events = ahead.map(({ when, text, url, ...event }) => ({
      ...event,
      url,
      start: when.time ? momentOf(when) : when.day,
      text: [text, url && this.#host.t("planner.event-open", { url })].filter(Boolean).join("\n"),
      alarm: when.time ? alarm.timed : alarm.day,
    }));
    const about = { product: `${store.handbook} handbook`, language: document.documentElement.lang || "en", now: new Date() };
    const name = fileName(store.handbook, "plans", "ics");
    download(name, calendarOf(events, about), "text/calendar;charset=utf-8");
    tell(this.#part("saved"), tn(this.#host.words, "planner.saved-file", events.length, { name }));
  }

  /** @param {string} name */
  #part(name) {
    return find(this.#root, `[data-hb-part="${name}"]`);
  }
}

/** @param {string} text */
function cell(text) {
  const made = document.createElement("td");
  made.textContent = text;
  return made;
}
