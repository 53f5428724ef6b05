/** What a piece of evidence may be said to show: a behaviour and a support of trust. */

import { SUPPORTS } from "../shared/evidence.js";

/**
 * Returns the choices of the fields of a piece of evidence.
 *
 * @param {import("../shared/catalogue.js").Catalogue} catalogue
 * @param {import("../../common/i18n.js").Translate} t
 * @param {string} [usual] The behaviour that it shows unless the reader says otherwise.
 */
export function choicesOf({ behaviours }, t, usual = "") {
  const first = behaviours.find(({ id }) => id === usual)?.title ?? t("evidence-file.for-none");
  return {
    for: [{ value: "", text: first }, ...behaviours.filter(({ id }) => id !== usual).map(({ id, title }) => ({ value: id, text: title }))],
    trust: [{ value: "", text: t("evidence-file.trust-none") }, ...SUPPORTS.map((support) => ({ value: support, text: t(`evidence-file.${support}`) }))],
  };
}
