/** `<hb-group>`: the sessions of a reading group. A facilitator sets the dates, prints, invites, and opens the timer. */

import { HandbookElement } from "../../elements/base-element.js";
import { copyText } from "../../common/clipboard.js";
import { actionOf } from "../../common/dom.js";
import { download, fileName } from "../../common/download.js";
import { localDay } from "../../common/days.js";
import { store } from "../../store/store.js";
import { formatCalendar } from "../shared/icalendar.js";
import { formatDay, formatTime, toDate } from "../shared/dates.js";
import { requireElement, setText } from "../shared/dom.js";
import { eventOf, moveDay, readSettings, whole } from "./schedule.js";
import { TimerView } from "./timer-view.js";

/** @typedef {import("./schedule.js").Settings} Settings */

export class HbGroup extends HandbookElement {
  static topics = ["group"];
  /** @type {HTMLElement[]} */
  #rows = [];
  /** What the page came with. @type {Settings} */
  #own = { people: 6, weeks: 2, time: "", manager: false, days: [], key: "" };
  #settings = this.#own;
  /** @type {TimerView | null} */
  #timer = null;

  /** @param {AbortSignal} signal */
  connect(signal) {
    this.#rows = [...this.querySelectorAll("li")].filter(({ dataset }) => dataset.hbSession);
    const [people, weeks] = ["people", "weeks"].map((name) => Number(this.#field(name).defaultValue));
    this.#own = { people, weeks, time: this.#field("time").defaultValue, manager: false, days: this.#rows.map(() => ""), key: Date.now().toString(36) };
    this.#show(true);
    this.addEventListener("change", ({ target }) => target instanceof HTMLInputElement && this.#change(target), { signal });
    this.addEventListener("click", ({ target }) => this.#act(actionOf(target), target), { signal });
  }

  disconnect() {
    this.#timer?.close();
    this.#show(false);
  }

  refresh() {
    const settings = readSettings(store.remembered("group"), this.#own);
    this.#settings = settings;
    for (const name of /** @type {const} */ (["people", "weeks", "time"])) this.#field(name).value = String(settings[name]);
    this.#field("manager").checked = settings.manager;
    this.toggleAttribute("data-hb-manager", settings.manager);
    for (const [n, row] of this.#rows.entries()) this.#showRow(row, settings, settings.days[n]);
  }

  /** @param {HTMLElement} row @param {Settings} settings @param {string} day */
  #showRow(row, { people, time, manager }, day) {
    this.#field("day", row).value = day;
    const print = row.querySelector('a[data-hb-part="print"]');
    if (print instanceof HTMLAnchorElement) {
      print.hash = print.hash.replace(/people=\d+/, `people=${people}`);
      setText(print, this.t("group.print", { n: people }));
    }
    const [whenLine, managerLine] = ["when", "manager"].map((name) => row.querySelector(`[data-hb-slot="${name}"]`));
    if (whenLine instanceof HTMLElement) {
      whenLine.hidden = !day;
      setText(whenLine, day && (time ? this.t("group.when", { day: formatDay(day), time: formatTime(toDate({ day, time })) }) : formatDay(day)));
    }
    if (managerLine instanceof HTMLElement) managerLine.hidden = !manager;
  }

  /** @param {HTMLInputElement} field */
  #change(field) {
    const [before, row] = [this.#settings, this.#rows.findIndex((one) => one.contains(field))];
    const settings = { ...before };
    const { name, value } = { name: field.dataset.hbGroup, value: field.value };
    if (name === "people") settings.people = whole(value, 2, 40) ?? before.people;
    else if (name === "weeks") {
      settings.weeks = whole(value, 1, 8) ?? before.weeks;
      if (before.days[0] && settings.weeks !== before.weeks) settings.days = moveDay(before.days, 0, before.days[0], settings.weeks);
    } else if (name === "time") settings.time = value;
    else if (name === "manager") settings.manager = field.checked;
    else if (name === "day" && row >= 0) {
      settings.days = moveDay(before.days, row, value, before.weeks);
      // The next group mustn't move the events of the last one, which are in people's calendars.
      if (!row && before.days[0] && before.days[0] < localDay(new Date())) settings.key = this.#own.key;
      this.#say(row, value && row < this.#rows.length - 1 ? this.t("group.moved") : "");
    }
    this.command("remember", { key: "group", value: settings });
    this.refresh();
  }

  /** @param {string | undefined} action @param {EventTarget | null} target */
  #act(action, target) {
    const at = this.#rows.findIndex((row) => target instanceof Node && row.contains(target));
    if (at < 0) return;
    if (action === "copy-invitation") this.#copy(at);
    else if (action === "save-invitation") this.#save(at);
    else if (action === "open-timer") this.#openTimer(at);
  }

  /** @param {number} at */
  async #copy(at) {
    const invitation = requireElement(this.#rows[at], '[data-hb-part="invitation"]');
    const copied = await copyText(textOf(invitation));
    if (!copied) {
      const fold = invitation.closest("details");
      if (fold) fold.open = true;
      getSelection()?.selectAllChildren(invitation);
    }
    this.#say(at, this.t(`group.${!copied ? "not-copied" : this.#settings.days[at] ? "copied" : "copied-undated"}`));
  }

  /** @param {number} at */
  #save(at) {
    const row = this.#rows[at];
    const day = this.#settings.days[at];
    if (!day) {
      this.#say(at, this.t("group.no-day"));
      this.#field("day", row).focus();
      return;
    }
    const [invitation, now, name] = [requireElement(row, '[data-hb-part="invitation"]'), new Date(), fileName(store.handbook, `session-${at + 1}`, "ics", day)];
    const subject = this.findPart("subject", row)?.textContent.trim() ?? "";
    const session = { n: at + 1, minutes: Number(row.dataset.hbMinutes), subject, text: textOf(invitation, 1), url: invitation.querySelector("a")?.href ?? "" };
    const calendar = formatCalendar([eventOf(session, this.#settings, { handbook: store.handbook, now })], { product: `${store.handbook} handbook`, language: document.documentElement.lang || "en", now });
    download(name, calendar, "text/calendar;charset=utf-8");
    this.#say(at, this.t("group.saved", { name }));
  }

  /** @param {number} at */
  #openTimer(at) {
    const row = this.#rows[at];
    const steps = [...row.querySelectorAll("tr")].filter(({ dataset }) => dataset.hbMinutes).map((step) => {
      const [title, task, change] = ["step", "do", "with"].map((name) => this.findPart(name, step)?.textContent ?? "");
      return { minutes: Number(step.dataset.hbMinutes), title, task, change: this.#settings.manager ? change : "" };
    });
    const title = row.querySelector("h2, h3, h4")?.textContent.replace(/^\d+/, "").trim() ?? "";
    this.#timer ??= new TimerView(this, (value) => this.command("remember", { key: "timer", value }));
    this.#timer.open(title, steps, row.id, store.remembered("timer"));
  }

  /** Shows or hides what works only with scripts. @param {boolean} on */
  #show(on) {
    for (const part of this.querySelectorAll('[data-hb-part="desk"], [data-hb-part="tools"], [data-hb-part="when"]')) if (part instanceof HTMLElement) part.hidden = !on;
  }

  /** @param {number} at @param {string} text */
  #say(at, text) {
    for (const [n, row] of this.#rows.entries()) setText(requireElement(row, '[data-hb-part="said"]'), n === at ? text : "");
  }

  /** @param {string} name @param {Element} [root] @returns {HTMLInputElement} */
  #field(name, root = this) {
    return /** @type {HTMLInputElement} */ (root.querySelector(`[data-hb-group="${name}"]`));
  }
}

/** Returns an invitation as plain text, each link followed by its address. @param {Element} invitation @param {number} [from] The first paragraph: 1 leaves out the subject. */
function textOf(invitation, from = 0) {
  const paragraphs = [...invitation.querySelectorAll("p")].slice(from).map((paragraph) => [...paragraph.children].filter((line) => line instanceof HTMLElement && !line.hidden).flatMap((line) => {
    const link = line.querySelector("a");
    return [line.textContent.trim(), ...(link && /^https?:$/.test(link.protocol) ? [link.href] : [])];
  }));
  return paragraphs.filter(({ length }) => length).map((lines) => lines.join("\n")).join("\n\n");
}
