/** The timer of a session, as it's projected: the step in large type, what is left of it, and the whole agenda beside it. */

import { actionOf, makeButton, makeElement } from "../../common/dom.js";
import { formatTime } from "../shared/dates.js";
import { setText } from "../shared/dom.js";
import { formatClock, goTo, newTimer, readout, readTimer, toggle } from "./timer.js";

/** @typedef {{minutes: number, title: string, task: string, change: string}} Step `change`: what differs with a manager in the room. */

// A clicker sends the keys that turn pages.
/** @type {{[key: string]: string}} */
const KEYS = { " ": "timer-toggle", ArrowRight: "timer-next", PageDown: "timer-next", ArrowLeft: "timer-back", PageUp: "timer-back", f: "timer-full" };

export class TimerView {
  #host;
  #remember;
  #dialog = makeElement("dialog", "hb-timer");
  /** @type {{[name: string]: HTMLElement}} */
  #parts = {};
  /** @type {Step[]} */
  #steps = [];
  #timer = newTimer(0);
  #session = "";
  #interval = 0;
  #shown = new AbortController();
  /** The step whose end was said. */
  #over = -1;
  /** @type {WakeLockSentinel | null} */
  #awake = null;

  /** @param {import("../../elements/base-element.js").HandbookElement} host @param {(value: unknown) => void} remember */
  constructor(host, remember) {
    this.#host = host;
    this.#remember = remember;
    this.#dialog.addEventListener("click", ({ target }) => this.#act(actionOf(target)));
    this.#dialog.addEventListener("keydown", (event) => this.#press(event));
    this.#dialog.addEventListener("close", () => this.close());
  }

  /** @param {string} title @param {Step[]} steps @param {string} session @param {unknown} stored */
  open(title, steps, session, stored) {
    const saved = /** @type {{session?: unknown} | null} */ (stored && typeof stored === "object" ? stored : null);
    this.#session = session;
    this.#steps = steps;
    this.#timer = readTimer(saved?.session === session ? saved : null, steps.length, Date.now());
    this.#over = -1;
    this.#build(title);
    this.#host.append(this.#dialog);
    this.#dialog.showModal();
    this.#button("timer-toggle").focus();
    this.#interval = setInterval(() => this.#show(), 250);
    this.#shown = new AbortController();
    document.addEventListener("visibilitychange", () => this.#keepAwake(), { signal: this.#shown.signal });
    this.#show();
    this.#sayStep();
    this.#keepAwake();
  }

  close() {
    clearInterval(this.#interval);
    this.#interval = 0;
    this.#shown.abort();
    this.#keepAwake();
    if (document.fullscreenElement === this.#dialog) document.exitFullscreen().catch(() => {});
    if (this.#dialog.open) this.#dialog.close();
    this.#dialog.remove();
  }

  /** @param {string} title */
  #build(title) {
    const t = (/** @type {string} */ name) => this.#host.t(`group.${name}`);
    const part = (/** @type {string} */ name, /** @type {"p" | "h2"} */ tag = "p") => (this.#parts[name] = makeElement(tag, `hb-timer__${name}`));
    const steps = this.#steps.map((step) => makeElement("li", "hb-timer__row", makeElement("span", "hb-timer__of", this.#host.t("group.minutes", { n: step.minutes })), makeElement("span", "", step.title)));
    this.#parts = {};
    this.#parts.said = makeElement("p", { class: "hb-visually-hidden", role: "status" });
    this.#parts.clock = makeElement("p", { class: "hb-timer__clock", role: "timer", "aria-live": "off" });
    this.#dialog.setAttribute("aria-label", title);
    this.#dialog.replaceChildren(
      makeElement("header", "hb-timer__head", makeElement("p", "hb-timer__session", title), part("ends"), makeButton("timer-full", t("full")), makeButton("timer-close", t("close"))),
      makeElement("div", "hb-timer__now", part("at"), part("step", "h2"), this.#parts.clock, makeElement("div", "hb-timer__line", (this.#parts.line = makeElement("span"))), part("task"), part("change"), part("then")),
      makeElement("ol", { class: "hb-timer__steps", "aria-label": t("steps") }, ...steps),
      makeElement("footer", "hb-timer__foot", makeButton("timer-toggle", t("start")), makeButton("timer-back", t("back")), makeButton("timer-next", t("next")), makeButton("timer-restart", t("restart")), makeElement("p", "hb-timer__keys", t("keys"))),
      this.#parts.said,
    );
  }

  #show() {
    const { at, since, began } = this.#timer;
    const [step, now] = [this.#steps[at], Date.now()];
    const { seconds, ends, late } = readout(this.#timer, this.#steps.map(({ minutes }) => minutes), now);
    const t = (/** @type {string} */ name, /** @type {Record<string, string | number>} */ values = {}) => this.#host.t(`group.${name}`, values);
    const isLast = at === this.#steps.length - 1;
    setText(this.#parts.at, t("at", { n: at + 1, all: this.#steps.length }));
    setText(this.#parts.step, step.title);
    setText(this.#parts.clock, formatClock(seconds));
    setText(this.#parts.task, step.task);
    setText(this.#parts.change, step.change);
    setText(this.#parts.then, isLast ? t("last") : t("then", { title: this.#steps[at + 1].title }));
    const off = !began || !late ? "" : ` · ${t(late > 0 ? "late" : "early", { n: Math.abs(late) })}`;
    setText(this.#parts.ends, `${t("ends", { time: formatTime(new Date(ends)) })}${off}`);
    setText(this.#button("timer-toggle"), t(since ? "pause" : "start"));
    this.#button("timer-back").setAttribute("aria-disabled", String(!at));
    this.#button("timer-next").setAttribute("aria-disabled", String(isLast));
    this.#button("timer-restart").hidden = !began;
    const isOver = seconds <= 0;
    this.#dialog.toggleAttribute("data-hb-over", isOver);
    this.#parts.line.style.setProperty("--done", String(Math.min(1, Math.max(0, 1 - seconds / (step.minutes * 60)))));
    for (const [n, row] of [...this.#dialog.querySelectorAll("li")].entries()) {
      row.toggleAttribute("data-hb-done", n < at);
      if (n === at) row.setAttribute("aria-current", "step");
      else row.removeAttribute("aria-current");
    }
    if (isOver && this.#over !== at) this.#say(t("said-over", { title: step.title }));
    this.#over = isOver ? at : -1;
  }

  /** @param {string | undefined} action */
  #act(action) {
    const [now, { at }] = [Date.now(), this.#timer];
    if (action === "timer-close") this.close();
    else if (action === "timer-full") this.#toggleFull();
    else if (action === "timer-toggle") this.#set(toggle(this.#timer, now));
    else if (action === "timer-next") this.#set(goTo(this.#timer, at + 1, now));
    else if (action === "timer-back") this.#set(goTo(this.#timer, at - 1, now));
    else if (action === "timer-restart") {
      this.#set(newTimer(this.#steps.length));
      this.#button("timer-toggle").focus();
    }
  }

  /** @param {KeyboardEvent} event */
  #press(event) {
    const { key, target, altKey, ctrlKey, metaKey } = event;
    const action = KEYS[key.length === 1 ? key.toLowerCase() : key];
    // On a button the space bar presses that one.
    if (!action || altKey || ctrlKey || metaKey || (key === " " && target instanceof HTMLButtonElement)) return;
    event.preventDefault();
    this.#act(action);
  }

  /** @param {import("./timer.js").Timer} timer */
  #set(timer) {
    const { at, since } = this.#timer;
    this.#timer = timer;
    this.#remember({ session: this.#session, ...timer });
    if (timer.at !== at) this.#sayStep();
    else if (Boolean(timer.since) !== Boolean(since)) this.#say(this.#host.t(`group.said-${timer.since ? "running" : "paused"}`));
    this.#show();
    this.#keepAwake();
  }

  #sayStep() {
    const { title, minutes } = this.#steps[this.#timer.at];
    this.#say(this.#host.t("group.said-step", { n: this.#timer.at + 1, all: this.#steps.length, title, minutes }));
  }

  /** @param {string} text */
  #say(text) {
    setText(this.#parts.said, text);
  }

  #toggleFull() {
    if (document.fullscreenElement) document.exitFullscreen().catch(() => {});
    else if (typeof this.#dialog.requestFullscreen === "function") this.#dialog.requestFullscreen().catch(() => {});
  }

  // A projector mustn't go dark in the middle of a step. Browsers let go of the lock when the page is hidden.
  async #keepAwake() {
    const wanted = Boolean(this.#interval && this.#timer.since && document.visibilityState === "visible");
    if (!wanted) {
      this.#awake?.release().catch(() => {});
      this.#awake = null;
    } else if (!this.#awake || this.#awake.released) this.#awake = await Promise.resolve(navigator.wakeLock?.request("screen") ?? null).catch(() => null);
  }

  /** @param {string} action @returns {HTMLElement} */
  #button(action) {
    return /** @type {HTMLElement} */ (this.#dialog.querySelector(`[data-hb-action="${action}"]`));
  }
}
