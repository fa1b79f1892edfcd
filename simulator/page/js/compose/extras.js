// The list of options that a command has left, under the place behind its last pill.

import { h } from "../dom.js";
import { optionNames } from "./line.js";
import { List } from "./list.js";
import { fitting, plain } from "./match.js";
import { optionRow, saysView } from "./rows.js";

/** `box` is where one types behind the pills; `remaining()` are the options left; `add(option)` takes the chosen one. */
export class Extras {
  #box;
  #remaining;
  #add;
  #place = h("div", { class: "list-place" });

  constructor({ box, remaining, add }) {
    this.#box = box;
    this.#remaining = remaining;
    this.#add = add;
    this.list = new List({ label: "Options", owner: () => box });
    this.element = h("div", { class: "panel extras", hidden: true },
      h("div", { class: "list-title", "aria-hidden": "true" }, "Options"), this.list.element, this.#place);
  }

  /** List what is left and fits the text in the box. */
  open() {
    const left = this.#remaining();
    if (!left.length) return this.close();
    const rows = fitting(left, this.#box.value, optionNames).map((option) => optionRow(option, this.#add));
    this.list.show([{ rows }], { highlight: plain(this.#box.value) === "" ? -1 : 0 });
    this.#place.replaceChildren(...(rows.length ? [] : [saysView("No options match your search.")]));
    this.element.hidden = false;
    return this.#box.setAttribute("aria-controls", this.list.id);
  }

  /** Hide the list until something is typed; false where it is hidden already. */
  hide() {
    if (this.element.hidden) return false;
    this.close();
    return true;
  }

  close() {
    this.element.hidden = true;
    this.list.clear();
    this.#box.removeAttribute("aria-controls");
  }
}
