/**
 * What tells the reader whether the answers are safe: the notice that says why they aren't being saved, with its buttons,
 * and the line about backups.
 */

import { addressOf } from "../common/dom.js";
import { t, wordsOf } from "../common/i18n.js";
import { showNotice } from "../common/notice.js";
import { store } from "../store/store.js";
import { showBackupReminder } from "./backup-reminder.js";

/** Shows the notice and the line, or hides them. */
export function showSafety() {
  /** @type {HTMLElement | null} */
  const element = document.querySelector("main [data-hb-words]:not(hb-markdown)");
  if (!element) return; // no practice on this page: nothing to lose, and no strings to say it with
  const words = wordsOf(element);
  showBackupReminder(words);
  const { fault } = store;
  const [unreadable, lost] = [store.unreadable !== null, Boolean(store.remembered("lost"))];
  const more = { corrupt: unreadable && fault !== "corrupt-full", lost, weak: store.isWeak && !fault };
  const faults = [fault, ...Object.entries(more).map(([name, applies]) => (applies ? name : ""))].filter(Boolean);
  const buttons = { export: faults.some((name) => name !== "lost"), "export-aside": unreadable, restore: lost, "dismiss-lost": lost };
  showNotice(
    faults.map((name) => t(words, `store.${name}`)),
    Object.entries(buttons).filter(([, applies]) => applies).map(([action]) => ({
      action,
      text: t(words, `store.${action}`),
      href: action === "restore" ? (addressOf({ url: "workbook/data/", block: "data-import-title-title" }) ?? "") : undefined,
    })),
  );
}
