/** `<hb-data-archive>`: answers to what the handbook no longer asks, and texts that could not be read. */

import { makeButton } from "../../common/dom.js";
import { DataPart, day, make, moment } from "./data-part.js";
import { download, fileName } from "../../common/download.js";
import { isAnswer, isEntry } from "../../store/document.js";
import { store } from "../../store/store.js";

export class HbDataArchive extends DataPart {
  #drawn = "";

  disconnect() {
    this.#drawn = "";
    for (const name of ["list", "asides"]) this.findPart(name)?.replaceChildren();
    for (const name of ["answers", "set-aside"]) this.reveal(name, false);
    this.put("said", "");
    this.hidden = true;
  }

  refresh() {
    const [rows, asides] = [this.#rows(), store.unreadableTexts()];
    const drawn = JSON.stringify([rows, asides.map(({ name }) => name)]);
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    this.findPart("list")?.replaceChildren(...rows.map(({ said, text, at, note }) => {
      const about = [note, at].filter(Boolean).join(" · ");
      return make("li", "hb-archive__row", make("p", "hb-archive__said", said), make("p", "hb-archive__text", text), make("p", "hb-archive__about", about));
    }));
    this.findPart("asides")?.replaceChildren(...asides.map(({ name, at, text }) => {
      const take = makeButton("aside", this.t("data.aside-take"));
      take.dataset.hbAside = name;
      take.addEventListener("click", () => download(fileName(store.handbook, "set-aside", "txt"), text, "text/plain"));
      return make("li", "hb-archive__row", make("p", "", this.t("data.aside", { date: moment(at), n: text.length })), take);
    }));
    this.reveal("answers", rows.length > 0);
    this.reveal("set-aside", asides.length > 0);
    this.hidden = !rows.length && !asides.length;
  }

  /** @param {string} action */
  async act(action) {
    if (action !== "copy-markdown") return;
    const field = /** @type {HTMLTextAreaElement | null} */ (this.findPart("by-hand"));
    try {
      await navigator.clipboard.writeText(this.markdown);
      this.tell("data.archive-copied");
    } catch {
      // Refused, or no secure address: the text is there to be copied by hand.
      this.tell("data.archive-not-copied");
      this.reveal("by-hand", true);
      if (field) field.value = this.markdown;
      field?.select();
    }
  }

  /** The archived answers as Markdown. */
  get markdown() {
    const answers = this.#rows().map(({ said, text, at }) => `## ${said}\n\n${text}\n\n${at ? `*${at}*\n` : ""}`);
    return `# ${this.t("data.archive")}\n\n${answers.join("\n")}`;
  }

  #rows() {
    return [...store.entries()].filter(([id, entry]) => this.names.archived(id) && (isAnswer(entry) || !isEntry(entry))).map(([id, entry]) => {
      const place = this.names.place(id);
      return {
        said: this.names.title(id, entry),
        text: isEntry(entry) ? this.names.value(id, entry) : JSON.stringify(entry),
        at: day(/** @type {any} */ (entry)?.at),
        // Its question has a new id, and shows this answer until there is a newer one.
        note: place ? this.t("data.archive-renamed", { chapter: place.chapter }) : "",
      };
    });
  }
}
