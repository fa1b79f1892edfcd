// A pill: one option of the command that is being entered, its name and what it shall be.

import { h } from "../dom.js";
import { ATTACHMENT, shownName } from "./options.js";

let pills = 0;

/**
 * One option. `on` has what is called: focus(pill), blur(pill), input(pill), key(event, pill), files(pill, files).
 * What it holds is `entry`: { text, row, file }; the row is what was chosen of a list, and gone with the next letter.
 */
export class Pill {
  #row = null;
  #file = null;
  error = null;

  constructor(option, on) {
    this.option = option;
    this.isFile = option.type === ATTACHMENT;
    this.input = this.#field(on);
    this.element = h("span", { class: "option-pill", "data-option": option.name, onmousedown: (event) => this.#press(event) },
      h("span", { class: "option-name", "aria-hidden": "true" }, shownName(option)), this.input);
  }

  get entry() {
    return { text: this.isFile ? "" : this.input.value, row: this.#row, file: this.#file };
  }

  /** Put a text in, as typed. */
  write(text) {
    this.#put(text, null, null);
  }

  /** Put a row of a list in. */
  choose(row) {
    this.#put(row.label, row, null);
  }

  /** Put a file in; null takes it out. */
  hold(file) {
    this.#put(file?.name ?? "", null, file);
  }

  /** Go to it, with the caret at one end. */
  focus(atEnd = true) {
    this.input.focus();
    const at = atEnd ? this.input.value.length : 0;
    this.input.setSelectionRange(at, at);
  }

  /** Show what is wrong with it, a sentence; null for nothing. */
  fail(sentence) {
    this.error = sentence;
    this.element.classList.toggle("option-wrong", sentence !== null);
    if (sentence === null) this.input.removeAttribute("aria-invalid");
    else this.input.setAttribute("aria-invalid", "true");
  }

  #put(text, row, file) {
    this.input.value = text;
    this.#row = row;
    this.#file = file;
    this.#changed();
  }

  #changed() {
    this.input.size = Math.max(1, this.input.value.length); // for browsers without field-sizing
    this.element.classList.toggle("chosen", Boolean(this.#row || this.#file));
    this.fail(null);
  }

  #field(on) {
    const { option, isFile } = this;
    const input = h("input", {
      id: `pill-${++pills}`, class: "option-value", type: "text", size: 1, role: "combobox", "aria-label": shownName(option),
      "aria-expanded": "false", "aria-autocomplete": "list", "aria-haspopup": "listbox",
      "aria-required": String(Boolean(option.required)), "aria-describedby": "composer-bar", autocomplete: "off",
      autocapitalize: "off", spellcheck: "false", readonly: isFile, placeholder: isFile ? "Choose a file" : null,
    });
    input.addEventListener("focus", () => on.focus(this));
    input.addEventListener("blur", () => on.blur(this));
    input.addEventListener("keydown", (event) => on.key(event, this));
    input.addEventListener("paste", (event) => isFile && on.files(this, [...event.clipboardData.files]));
    input.addEventListener("input", () => {
      this.#row = null;
      this.#changed();
      on.input(this);
    });
    return input;
  }

  #press(event) {
    if (event.target === this.input) return;
    event.preventDefault();
    this.focus();
  }
}
