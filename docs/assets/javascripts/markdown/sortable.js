/** Tables that can be sorted: a button in each heading; the first press sorts upwards, the second downwards, the third as it was. */

import { makeElement } from "../common/dom.js";
import { sortOrder } from "./sort-order.js";

const TABLES = "table.sortable, table[data-sortable], .sortable table, [data-sortable] table";
const COLUMNS = "th.sortable, th[data-sortable]";
/** What follows a press. @type {Record<string, string>} */
const NEXT = { none: "ascending", ascending: "descending", descending: "none" };

/** Adds the buttons to all tables of the page that ask for them, once. */
export function enhanceTables() {
  for (const table of document.querySelectorAll("article table")) {
    if (!(table instanceof HTMLTableElement) || table.querySelector(".hb-sort") || !table.tHead) continue;
    const columns = table.matches(TABLES) ? table.tHead.querySelectorAll("th") : table.tHead.querySelectorAll(COLUMNS);
    const rows = new Map([...table.tBodies].map((body) => [body, [...body.rows]]));
    for (const column of columns) if (column instanceof HTMLTableCellElement && column.textContent?.trim()) addButton(column, rows);
  }
}

/** @param {HTMLTableCellElement} column @param {Map<HTMLTableSectionElement, HTMLTableRowElement[]>} rows The rows as they were. */
function addButton(column, rows) {
  const button = makeElement("button", { type: "button", class: "hb-sort", "data-hb-action": "sort" }, ...column.childNodes);
  column.append(button);
  button.addEventListener("click", () => {
    const direction = NEXT[column.getAttribute("aria-sort") ?? "none"];
    for (const other of column.closest("tr")?.cells ?? []) other.removeAttribute("aria-sort");
    if (direction !== "none") column.setAttribute("aria-sort", direction);
    const language = column.closest("[lang]")?.getAttribute("lang") || undefined;
    for (const [body, original] of rows) {
      const texts = original.map((row) => valueOf(row.cells[column.cellIndex]));
      const order = direction === "none" ? original.keys() : sortOrder(texts, direction === "descending", language);
      body.append(...[...order].map((index) => original[index]));
    }
  });
}

/** What a cell is sorted by: its `data-sort` or the `datetime` in it, if there is one, or its text. @param {HTMLTableCellElement | undefined} cell */
function valueOf(cell) {
  return cell?.dataset.sort ?? cell?.querySelector("time")?.getAttribute("datetime") ?? cell?.textContent ?? "";
}
