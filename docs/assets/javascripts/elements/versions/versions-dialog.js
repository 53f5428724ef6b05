/** The dialog that shows earlier versions of an answer. */

import { makeButton, makeElement } from "../../common/dom.js";
import { formatDate } from "../../common/formats.js";
import { t, tn } from "../../common/i18n.js";
import { loadStyles } from "../../common/styles.js";
import { compareWords, wordCount } from "./version-texts.js";

loadStyles("assets/stylesheets/components/dialog.css");

/**
 * @typedef {{at: unknown, text: string, now?: string, label?: string, bringBack: () => void}} Version `text`: in words; `now`: what
 *   the answer says now, if both are texts to be compared; `label`: which field it's from, where the dialog shows several.
 */

/**
 * Opens the dialog. It's removed once it's closed; the focus then goes back to where it was, unless `bringBack` moves it.
 *
 * @param {import("../base-element.js").HandbookElement} host Has the strings (`answers`), and contains the dialog.
 * @param {string} about The question.
 * @param {Version[]} versions
 * @param {Node[]} more What comes below them.
 */
export function showVersions(host, about, versions, ...more) {
  const { words } = host;
  const close = makeButton("close", t(words, "answers.earlier-close"));
  const list = makeElement("ol", "hb-versions__list", ...versions.map(({ at, text, now, label, bringBack }) => {
    const date = formatDate(at, { dateStyle: "full", timeStyle: "short" });
    const bring = makeButton("bring-back", t(words, "answers.earlier-bring"), { label: [t(words, "answers.earlier-bring"), label, date].filter(Boolean).join(": ") });
    bring.addEventListener("click", () => {
      dialog.close();
      bringBack();
    });
    const length = now?.trim() ? tn(words, "answers.earlier-words", wordCount(text), { now: wordCount(now) }) : "";
    const runs = length ? compareWords(text, now ?? "") : [{ text, isNew: false }];
    return makeElement("li", "hb-versions__version",
      makeElement("p", "hb-versions__when", [label, date, length.replaceAll(" ", "\u00a0")].filter(Boolean).join(" · ")),
      makeElement("p", { class: "hb-versions__text", dir: "auto" }, ...runs.flatMap(({ text, isNew }) => (isNew ? [makeElement("mark", "", text.trimEnd()), text.slice(text.trimEnd().length)] : [text]))),
      bring);
  }));
  const title = makeElement("h2", { class: "hb-block__kicker", id: "hb-versions" }, t(words, "answers.earlier"));
  const dialog = makeElement("dialog", { class: "hb-versions", "aria-labelledby": title.id, "aria-describedby": "hb-versions-about", closedby: "any", "data-hb-added": "" },
    close, title, makeElement("p", { class: "hb-versions__about", id: "hb-versions-about", dir: "auto" }, about), list, ...more);
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  host.append(dialog);
  dialog.showModal();
  return dialog;
}
