/** A request to be rated, on the reader's page and on the rater's. */

import { isolated } from "../shared/isolated.js";
import { copyText } from "../../common/clipboard.js";
import { makeButton, makeElement } from "../../common/dom.js";
import { heading, liveRegion, mainButton } from "./elements.js";
import { formatRequest } from "./rating-request.js";
import { chosenBehaviours, cleanName } from "../shared/rating-sessions.js";

/** @typedef {import("../../common/i18n.js").Translate} Translate */
/** @typedef {import("../shared/rating-sessions.js").Behaviour} Behaviour */
/** @typedef {import("./rating-request.js").Request} Request */

const MINUTES = 1.25; // for each behaviour

/** Returns what a rater sees first: whose rating it is, what it covers, and how to give it back. @param {Request} request @param {Behaviour[]} behaviours @param {Translate} t */
export function requestSection({ about, only }, behaviours, t) {
  const chosen = chosenBehaviours(behaviours, only);
  const name = { about: isolated(about) };
  return [
    heading(t("assessment.asked", name)),
    makeElement("p", "", t("assessment.asked-how", { ...name, n: minutesOf(chosen) })),
    makeElement("p", "", t("assessment.asked-back", name)),
    ...(only.length ? [makeElement("p", "hb-assessment__note", t("assessment.asked-on", { titles: chosen.map(({ title }) => title).join("; ") }))] : []),
    makeElement("div", "hb-assessment__actions", mainButton("answer-request", t("assessment.asked-start")), makeButton("close-request", t("assessment.asked-not"))),
  ];
}

/** Returns the form that makes a request. @param {Behaviour[]} behaviours @param {Translate} t */
export function askSection(behaviours, t) {
  const name = makeElement("input", { class: "hb-rate__line", type: "text", maxlength: "80", autocomplete: "off", dir: "auto", id: "assessment-ask" });
  const boxes = behaviours.map(({ id }) => makeElement("input", { type: "checkbox", class: "hb-kit__pick hb-ask__box", id: `ask-${id}`, checked: "", autocomplete: "off" }));
  const items = behaviours.map(({ id, title }, n) => makeElement("li", "hb-ask__item", boxes[n], " ", makeElement("label", { for: `ask-${id}` }, title)));
  const summary = makeElement("summary", "hb-more__open");
  const message = makeElement("textarea", { class: "hb-assessment__by-hand", dir: "auto", readonly: "", rows: "8", "aria-label": t("assessment.ask-text") });
  const mail = makeElement("a", "hb-button", t("assessment.ask-mail"));
  const share = makeButton("share-request", t("assessment.ask-share"));
  share.hidden = typeof navigator.share !== "function";
  const made = makeElement("div", "hb-ask__made", message, makeElement("div", "hb-assessment__actions", mainButton("copy-request", t("assessment.ask-copy")), mail, share));
  const said = liveRegion("asked");
  const form = makeElement(
    "div",
    "hb-ask",
    makeElement("p", "hb-rate__name", makeElement("label", { for: name.id }, t("assessment.ask-name")), " ", name),
    makeElement("details", "hb-more hb-ask__choice", summary, makeElement("ul", "hb-ask__list", ...items)),
    made,
    said,
  );
  const update = () => {
    const only = behaviours.filter((_, n) => boxes[n].checked).map(({ id }) => id);
    summary.textContent = t(only.length < behaviours.length ? "assessment.ask-which" : "assessment.ask-all", { n: only.length, all: behaviours.length });
    made.hidden = !cleanName(name.value) || !only.length;
    const link = location.href.replace(/#.*/s, "") + formatRequest({ about: name.value, only: only.length < behaviours.length ? only : [] });
    message.value = t("assessment.ask-message", { about: cleanName(name.value), link, n: minutesOf(only) });
    mail.href = `mailto:?${new URLSearchParams({ subject: t("assessment.ask-subject"), body: message.value }).toString().replaceAll("+", "%20")}`;
  };
  const act = async (/** @type {Event} */ { target }) => {
    if (target === share) return navigator.share({ text: message.value }).catch(() => {}); // refused, or closed without a choice
    if (!(target instanceof HTMLElement && target.dataset.hbAction === "copy-request")) return;
    const copied = await copyText(message.value);
    said.textContent = t(copied ? "assessment.ask-copied" : "assessment.not-copied");
    if (!copied) message.select();
  };
  form.addEventListener("input", update);
  form.addEventListener("click", act);
  update();
  const note = makeElement("p", "hb-assessment__note", t(location.protocol === "file:" ? "assessment.ask-file" : "assessment.ask-how"));
  return [heading(t("assessment.ask-title")), note, form];
}

/** Returns how long some behaviours take. @param {{length: number}} some */
function minutesOf({ length }) {
  return Math.max(2, Math.round(length * MINUTES));
}
