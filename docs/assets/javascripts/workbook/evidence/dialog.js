/** The dialog that adds a piece of evidence from any page. Its strings, and what evidence may show, come with the evidence page. */

import { addressOf, makeButton, makeElement } from "../../common/dom.js";
import { t, wordsOf } from "../../common/i18n.js";
import { loadStyles } from "../../common/styles.js";
import { makeEvidenceFields, styled } from "../../elements/text/hb-evidence-fields.js";
import { fetchPage } from "../../shell/instant-navigation.js";
import { newRecord } from "../../store/record-ids.js";
import { catalogueOf } from "../shared/catalogue.js";
import { choicesOf } from "./choices.js";

const PAGE = { url: "workbook/evidence/", block: "add" };

/** Opens the dialog; where the evidence page is open, or can't be fetched, goes there instead. */
export async function addEvidence() {
  /** @type {HTMLElement | null} */
  const here = document.querySelector("hb-evidence");
  if (here) return here.dispatchEvent(new CustomEvent("hb-add"));
  const dialog = await makeDialog().catch(() => null);
  if (!dialog) return follow(addressOf(PAGE) ?? "");
  document.body.append(dialog);
  dialog.showModal();
  dialog.querySelector("textarea")?.focus();
}

/** Follows a link, as a reader would: from disk, it's completed then (file-protocol.js). @param {string} href */
function follow(href) {
  const link = makeElement("a", { href });
  document.body.append(link);
  link.click();
  link.remove();
}

async function makeDialog() {
  const { page } = await fetchPage(addressOf({ url: PAGE.url }) ?? "");
  /** @type {HTMLElement | null | undefined} */
  const source = page?.querySelector("hb-evidence");
  await Promise.all([styled, loadStyles("assets/stylesheets/components/dialog.css")]);
  if (!source) throw new TypeError("no evidence page");
  const words = wordsOf(source);
  const say = (/** @type {string} */ path) => t(words, path);
  const title = makeElement("h2", { class: "hb-block__kicker", id: "hb-add-evidence" }, say("evidence.add"));
  const fields = makeEvidenceFields(words, { key: `evidence.${newRecord(Date.now())}`, choices: choicesOf(catalogueOf(source), say) });
  const done = makeButton("close", say("evidence-file.done"));
  const all = makeElement("a", { class: "hb-versions__when", href: addressOf({ url: PAGE.url }) ?? "" }, say("evidence-file.list"));
  const dialog = makeElement("dialog", { class: "hb-versions hb-block", "aria-labelledby": title.id, closedby: "any", "data-hb-words": source.dataset.hbWords }, done, title, fields, makeElement("p", "", all));
  for (const button of [done, all]) button.addEventListener("click", () => dialog.close());
  // Removed, it saves what is still pending.
  dialog.addEventListener("close", () => {
    dialog.remove();
    // The button that opened it was in the contents, which have closed.
    if (document.activeElement === document.body) /** @type {HTMLElement | null} */ (document.querySelector('[data-hb-opens="drawer"]'))?.focus();
  });
  return dialog;
}
