// What a pill lists over the composer while it has the focus: its values, what the bot suggests, or a place for a file.

import { h } from "../dom.js";
import { state as looking } from "../store.js";
import { dropView } from "../view/drop.js";
import { asking } from "./autocomplete.js";
import { List } from "./list.js";
import { fittingRows, rowsOf } from "./lists.js";
import { plain } from "./match.js";
import { accepted, choiceName, isAsked, isClosed, shownName } from "./options.js";
import { saysView, valueRow, waitingView } from "./rows.js";

const MOST = 25;

/**
 * The panel. `channel()` is where the command is used, `suggest(pill, text)` asks the bot; `pick(pill, row)` and
 * `files(pill, files)` are called for what was chosen. It is hidden where a pill takes any text.
 */
export class Values {
  #pill = null;
  #place = h("div", { class: "list-place" });
  #bot;
  #on;

  constructor(on) {
    this.#on = on;
    this.list = new List({ label: "Values", owner: () => this.#pill?.input });
    this.element = h("div", { class: "panel values", hidden: true }, this.list.element, this.#place);
    this.#bot = asking({ ask: (text) => on.suggest(this.#pill, text), tell: (told) => this.#told(told) });
  }

  /** List what a pill may be. */
  open(pill) {
    if (this.#pill !== pill) this.close();
    this.#pill = pill;
    if (pill.isFile) this.#showPlace();
    else if (!isAsked(pill.option) && !isClosed(pill.option)) this.#reveal(false);
    else this.typed(pill.entry.row ? "" : pill.entry.text);
  }

  /** List what fits the text in the pill now. */
  typed(text = this.#pill?.entry.text ?? "") {
    if (!this.#pill || this.#pill.isFile) return;
    if (isAsked(this.#pill.option)) this.#bot.about(this.#pill.entry.text);
    else if (isClosed(this.#pill.option)) this.#showRows(text);
  }

  close() {
    this.#bot.stop();
    this.#reveal(false);
    this.list.clear();
    this.#place.replaceChildren();
    this.#pill = null;
  }

  /** Hide the list until something else is typed; false where there is none to be hidden. */
  hide() {
    const pill = this.#pill;
    if (this.element.hidden || pill.isFile) return false;
    this.close();
    this.#pill = pill;
    return true;
  }

  /** Open the choice of a file, where the pill wants one. */
  browse() {
    this.element.querySelector("input[type=file]")?.click();
  }

  #reveal(isShown) {
    this.element.hidden = !isShown;
    this.#pill?.input.setAttribute("aria-expanded", String(isShown));
    if (isShown) this.#pill?.input.setAttribute("aria-controls", this.list.id);
    else this.#pill?.input.removeAttribute("aria-controls");
  }

  // Highlighted is what is chosen, or the best fit for what is typed; nothing before anything is typed.
  #showRows(text) {
    const rows = fittingRows(rowsOf(this.#pill.option, this.#on.channel()), text);
    const chosen = rows.findIndex((row) => row.value === this.#pill.entry.row?.value);
    this.#draw(rows, chosen >= 0 ? chosen : plain(text) === "" ? -1 : 0);
  }

  #told({ state, choices }) {
    if (state === "choices") {
      const rows = choices.slice(0, MOST).map((each) => ({ value: each.value, label: choiceName(each, looking.viewer?.locale) }));
      return this.#draw(rows, plain(this.#pill.entry.text) === "" ? -1 : 0);
    }
    if (state === "loading" && !this.list.isEmpty) return this.list.dim();
    this.list.clear();
    this.#place.replaceChildren(state === "failed" ? saysView("Loading options failed", true) : waitingView());
    return this.#reveal(true);
  }

  #draw(rows, highlight) {
    const pill = this.#pill;
    const views = rows.map((row) => valueRow(row, () => this.#on.pick(pill, row)));
    this.list.show([{ rows: views }], { label: shownName(pill.option), highlight });
    this.#place.replaceChildren(...(rows.length ? [] : [saysView("No options match your search.")]));
    this.#reveal(true);
  }

  #showPlace() {
    const pill = this.#pill;
    this.list.clear();
    this.#place.replaceChildren(dropView({
      label: `${shownName(pill.option)}: file`, files: [pill.entry.file].filter(Boolean),
      accept: accepted(pill.option.file_types), onchange: (chosen) => this.#on.files(pill, chosen),
    }));
    this.#reveal(true);
  }
}
