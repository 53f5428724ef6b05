/** The calendar export: the table of events that it will hold, and the button that downloads it. */

import { formatCalendar } from "../shared/icalendar.js";
import { makeElement } from "../../common/dom.js";
import { download, fileName } from "../../common/download.js";
import { requireElement, setText } from "../shared/dom.js";
import { formatDay, formatTime, localDay, toDate } from "../shared/dates.js";
import { eventsOf } from "./model.js";
import { store } from "../../store/store.js";
import { tn } from "../../common/i18n.js";

/** @typedef {import("./model.js").PlannedEvent} PlannedEvent */

/** Reminders as RFC 5545 durations from the start. @type {Record<string, {timed: string, day: string}>} */
const ALARMS = {
  start: { timed: "PT0S", day: "PT9H" },
  before: { timed: "-PT10M", day: "PT9H" },
  none: { timed: "", day: "" },
};

export class CalendarExport {
  #host;
  #catalogue;
  #root;
  /** @type {HTMLInputElement} */
  #includeTexts;
  #shown = "";

  /** @param {import("./date-field.js").Host} host @param {import("../shared/catalogue.js").Catalogue} catalogue */
  constructor(host, catalogue) {
    this.#host = host;
    this.#catalogue = catalogue;
    this.#root = requireElement(host, '[data-hb-part="calendar"]');
    this.#includeTexts = requireElement(this.#root, '[data-hb-part="with-words"]');
  }

  /** @param {AbortSignal} signal */
  connect(signal) {
    this.#root.hidden = false;
    // Off on every visit, even if the browser restores form fields.
    this.#includeTexts.checked = false;
    this.#includeTexts.addEventListener("change", () => this.show(), { signal });
    requireElement(this.#root, '[data-hb-action="save-calendar"]').addEventListener("click", () => this.#save(), { signal });
  }

  disconnect() {
    this.#root.hidden = true;
    this.#includeTexts.checked = false;
    for (const name of ["events", "caption", "about", "saved"]) this.#part(name).textContent = "";
    this.#shown = "";
  }

  show() {
    const { ahead, past } = this.#events();
    this.#part("calendar-none").hidden = ahead.length > 0;
    this.#part("file").hidden = !ahead.length;
    const withheld = ahead.filter((event) => event.isPrivate).length;
    const leftOut = [past && tn(this.#host.words, "planner.left-out", past), withheld && tn(this.#host.words, "planner.kept-out", withheld)];
    const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
    const how = this.#host.t(`planner.calendar-how${ahead.some(({ url }) => url) ? "" : "-without"}`, { zone });
    setText(this.#part("about"), [how, ...leftOut].filter(Boolean).join(" "));
    setText(this.#part("calendar-none"), [this.#host.t("planner.calendar-none"), ...leftOut].filter(Boolean).join(" "));
    const content = JSON.stringify(ahead.map(({ when, title, text }) => [when, title, text]));
    if (content === this.#shown) return;
    this.#shown = content;
    // The table no longer shows what was saved.
    setText(this.#part("saved"), "");
    this.#part("events").replaceChildren(...ahead.map((event) => this.#row(event)));
    setText(this.#part("caption"), tn(this.#host.words, "planner.table", ahead.length));
  }

  #events() {
    return eventsOf(this.#catalogue, this.#host, { words: this.#includeTexts.checked, now: new Date() });
  }

  // Shows the time that the clock will show: where clocks are put forward, that isn't always the time that was entered.
  /** @param {PlannedEvent} event */
  #row({ when, title, text }) {
    const details = text ? [makeElement("p", "hb-planner__more", text)] : [];
    const time = when.time ? formatTime(toDate(when)) : this.#host.t("planner.all-day");
    const day = formatDay(localDay(toDate(when)), true);
    return makeElement("tr", "", makeElement("td", "", day), makeElement("td", "", time), makeElement("td", "", title, ...details));
  }

  #save() {
    document.dispatchEvent(new CustomEvent("hb-flush"));
    // Save what is shown: events may have passed since the table was built.
    this.show();
    const { ahead } = this.#events();
    const alarm = ALARMS[this.#root.querySelector("input:checked[type=radio]")?.getAttribute("value") ?? "none"];
    const events = ahead.map(({ when, text, url, ...event }) => ({
      ...event,
      url,
      start: when.time ? toDate(when) : when.day,
      text: [text, url && this.#host.t("planner.event-open", { url })].filter(Boolean).join("\n"),
      alarm: when.time ? alarm.timed : alarm.day,
    }));
    const about = { product: `${store.handbook} handbook`, language: document.documentElement.lang || "en", now: new Date() };
    const name = fileName(store.handbook, "plans", "ics");
    download(name, formatCalendar(events, about), "text/calendar;charset=utf-8");
    setText(this.#part("saved"), tn(this.#host.words, "planner.saved-file", events.length, { name }));
  }

  /** @param {string} name */
  #part(name) {
    return requireElement(this.#root, `[data-hb-part="${name}"]`);
  }
}
