// Mentions in a message: what is listed after an "@" or a "#", and how names become mentions when it is sent.

import { h } from "../dom.js";
import { List } from "./list.js";
import { fittingRows, mentionable } from "./lists.js";
import { nameBefore } from "./names.js";
import { valueRow } from "./rows.js";

const MOST = 10;

/** The list of what can be mentioned, over `box`; `channel()` is where the message is written. */
export class Mentions {
  #box;
  #channel;

  constructor(box, channel) {
    this.#box = box;
    this.#channel = channel;
    this.list = new List({ label: "Mentions", owner: () => box });
    this.element = h("div", { class: "panel values", hidden: true }, this.list.element);
  }

  /** List what fits the name before the caret, if there is one. */
  typed() {
    const said = nameBefore(this.#box.value, this.#box.selectionStart);
    const rows = said ? fittingRows(mentionable(said.sign, this.#channel()), said.name).slice(0, MOST) : [];
    if (!rows.length) return this.close();
    this.list.show([{ rows: rows.map((row) => valueRow(row, () => this.#put(said, row))) }], { highlight: 0 });
    this.element.hidden = false;
    return this.#box.setAttribute("aria-controls", this.list.id);
  }

  /** Whether the key was one of the list's. */
  key(event) {
    if (this.element.hidden || event.shiftKey) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) this.list.move(step);
    else if (event.key === "Escape") this.close();
    else if (event.key === "Enter" || event.key === "Tab") this.list.current?.pick();
    else return false;
    return true;
  }

  close() {
    this.element.hidden = true;
    this.list.clear();
  }

  #put({ sign, start }, row) {
    const name = row.user ? row.user.username : row.label;
    this.#box.setRangeText(`${sign}${name} `, start, this.#box.selectionStart, "end");
    this.#box.dispatchEvent(new Event("input"));
  }
}
