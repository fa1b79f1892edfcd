// A select of a message or a form: a button that tells what is chosen, and a list to choose from, by keys or pointer.

import { appTag } from "../names.js";
import { fill, h } from "../dom.js";
import { icon } from "../icon.js";
import { choicesOf, defaultsOf, fittingChoices, strange } from "./choices.js";
import { dots, setBusy } from "./pending.js";
import { place } from "./place.js";

const STRING = 3;
/** Longer lists have a field to search in; lists of people, roles and channels always have. */
const SHORT = 10;
const TYPING = 700;
let lists = 0;

/**
 * A select. `value`: what is chosen so far, a list; else the component's defaults. `onchange(values)` is called when one
 * is chosen, or, where several may be, when the list closes after a change (`eager`: at each change).
 * `label`, `describedBy`: of a field in a form. `message`: whose component it is, so that it shows how a press goes.
 */
export function selectView(options) {
  return new Select(options).element;
}

class Select {
  constructor({
    component,
    value,
    onchange = () => {},
    guildId = null,
    channelId = null,
    label,
    describedBy,
    eager = false,
    message = null,
    required,
  }) {
    Object.assign(this, { component, onchange, guildId, channelId, eager, message });
    this.least = component.min_values ?? 1;
    this.most = component.max_values ?? 1;
    this.isMany = this.most > 1;
    this.chosen = value ?? defaultsOf(component);
    this.id = `select-${++lists}`;
    this.at = -1;
    this.typed = "";
    this.element = this.build({ label, describedBy, required });
    this.tell();
  }

  build({ label, describedBy, required }) {
    const name = label ?? (this.component.placeholder || "Make a selection");
    this.shown = h("span", { class: "select-shown" });
    this.button = this.opener({ name, describedBy, required });
    if (this.message) setBusy(this.button, this.message.id);
    this.list = h("div", {
      id: this.id,
      class: "select-options",
      role: "listbox",
      "aria-label": name,
      "aria-multiselectable": String(this.isMany),
    });
    this.panel = h("div", { class: "select-list", popover: "manual" }, this.list);
    this.panel.addEventListener("mousedown", (event) => event.target !== this.field && event.preventDefault());
    const element = h("div", { class: "select" }, this.button, this.panel);
    element.addEventListener(
      "focusout",
      (event) => !element.contains(event.relatedTarget) && this.close({ refocus: false }),
    );
    return element;
  }

  opener({ name, describedBy, required }) {
    return h(
      "button",
      {
        type: "button",
        class: "select-button",
        role: "combobox",
        "aria-haspopup": "listbox",
        "aria-expanded": "false",
        "aria-controls": this.id,
        "aria-label": name,
        "aria-describedby": describedBy,
        "aria-required": required ? "true" : null,
        disabled: this.component.disabled,
        "data-custom-id": this.component.custom_id,
        onclick: () => this.toggle(),
        onkeydown: (event) => this.key(event),
      },
      this.shown,
      dots(),
      icon("chevron", 20),
    );
  }

  get isOpen() {
    return this.button.getAttribute("aria-expanded") === "true";
  }

  get isSearched() {
    return this.component.type !== STRING || this.choices.length > SHORT;
  }

  toggle() {
    if (this.isOpen) this.close();
    else this.open();
  }

  open() {
    if (this.button.disabled || this.button.hasAttribute("data-busy")) return;
    this.choices = choicesOf(this.component, this);
    this.before = [...this.chosen];
    this.button.setAttribute("aria-expanded", "true");
    this.field = this.isSearched ? this.searchField() : null;
    this.hint = this.isMany ? h("div", { class: "select-hint", role: "status" }) : null;
    fill(
      this.panel,
      this.field && h("div", { class: "select-search" }, icon("search", 16), this.field),
      this.list,
      this.hint,
    );
    this.draw("");
    this.panel.showPopover();
    this.ends = new AbortController();
    this.follow();
    const first = this.rows.findIndex(({ value }) => this.chosen.includes(value));
    this.point(first < 0 ? 0 : first);
    (this.field ?? this.button).focus({ preventScroll: true });
  }

  // The list floats above everything, and stays at its button while the page scrolls under it.
  follow() {
    const { signal } = this.ends;
    const put = () => (this.button.isConnected ? place(this.panel, this.button) : this.ends.abort());
    put();
    addEventListener("scroll", (event) => event.target !== this.list && put(), { capture: true, signal });
    addEventListener("resize", put, { signal });
    addEventListener("pointerdown", (event) => !this.element.contains(event.target) && this.close({ refocus: false }), {
      capture: true,
      signal,
    });
  }

  close({ refocus = true, undo = false } = {}) {
    if (!this.isOpen) return;
    this.button.setAttribute("aria-expanded", "false");
    this.button.removeAttribute("aria-activedescendant");
    this.ends.abort();
    if (refocus) this.button.focus({ preventScroll: true });
    if (this.panel.isConnected) this.panel.hidePopover();
    if (!this.isMany) return;
    const changed = this.chosen.join() !== this.before.join();
    if (undo || (this.chosen.length < this.least && !this.eager)) this.chosen = this.before;
    else if (changed && !this.eager) this.onchange([...this.chosen]);
    this.tell();
  }

  searchField() {
    return h("input", {
      type: "text",
      role: "combobox",
      "aria-label": "Search",
      "aria-expanded": "true",
      "aria-controls": this.id,
      placeholder: "Search",
      autocomplete: "off",
      spellcheck: "false",
      onkeydown: (event) => this.key(event),
      oninput: () => {
        this.draw(this.field.value);
        this.point(this.rows.length ? 0 : -1);
      },
    });
  }

  draw(text) {
    this.rows = fittingChoices(this.choices, text);
    fill(
      this.list,
      this.rows.map((row, index) => this.row(row, index)),
    );
    if (!this.rows.length) this.list.append(h("div", { class: "select-empty" }, "Nothing found."));
    this.mark();
  }

  row(choice, index) {
    const description = choice.description && h("span", { class: "select-description" }, choice.description);
    const picture = choice.picture();
    return h(
      "div",
      {
        id: `${this.id}-${index}`,
        class: "select-option",
        role: "option",
        "aria-label": choice.label,
        onclick: () => this.pick(index),
        onpointermove: () => this.at !== index && this.point(index, false),
      },
      picture && h("span", { class: "select-picture", "aria-hidden": "true" }, picture),
      h(
        "span",
        { class: "select-words" },
        h(
          "span",
          { class: "select-label" },
          choice.label,
          choice.isApp && appTag(),
          choice.aside && h("small", {}, choice.aside),
        ),
        description,
      ),
      this.isMany
        ? h("span", { class: "select-box", "aria-hidden": "true" }, icon("check", 14))
        : h("span", { class: "select-tick", "aria-hidden": "true" }, icon("check", 18)),
    );
  }

  // Which rows are chosen, and which can not be, because enough are.
  mark() {
    const full = this.isMany && this.chosen.length >= this.most;
    this.rows.forEach(({ value }, index) => {
      const isChosen = this.chosen.includes(value);
      this.list.children[index].setAttribute("aria-selected", String(isChosen));
      this.list.children[index].toggleAttribute("aria-disabled", full && !isChosen);
    });
    if (!this.hint) return;
    const few = this.chosen.length < this.least;
    this.hint.textContent = few ? `Choose at least ${this.least}.` : `${this.chosen.length} of ${this.most} chosen`;
  }

  pick(index) {
    const { value } = this.rows[index];
    if (!this.isMany) {
      const again = this.chosen.includes(value);
      this.chosen = again && this.least === 0 ? [] : [value];
      this.tell();
      this.close();
      // Discord sends a choice, not a change: the one that is chosen can be chosen again.
      this.onchange([...this.chosen]);
      return;
    }
    if (this.chosen.includes(value)) this.chosen = this.chosen.filter((each) => each !== value);
    else if (this.chosen.length < this.most) this.chosen = [...this.chosen, value];
    this.mark();
    this.tell();
    place(this.panel, this.button);
    if (this.eager) this.onchange([...this.chosen]);
  }

  /** Say on the button what is chosen. */
  tell() {
    const offered = this.choices ?? choicesOf(this.component, this);
    const chosen = this.chosen.map((value) => offered.find((each) => each.value === value) ?? strange(value));
    this.button.classList.toggle("select-unchosen", !chosen.length);
    if (!chosen.length) fill(this.shown, this.component.placeholder || "Make a selection");
    else
      fill(
        this.shown,
        chosen.map((each) =>
          h("span", { class: this.isMany ? "select-chip" : "select-one" }, each.picture(), h("span", {}, each.label)),
        ),
      );
  }

  point(index, scrolled = true) {
    this.list.children[this.at]?.classList.remove("select-at");
    this.at = index;
    const row = this.rows[index] && this.list.children[index];
    const owner = this.field ?? this.button;
    if (!row) {
      owner.removeAttribute("aria-activedescendant");
      return;
    }
    row.classList.add("select-at");
    owner.setAttribute("aria-activedescendant", row.id);
    if (scrolled) row.scrollIntoView({ block: "nearest" });
  }

  key(event) {
    const before = this.isOpen;
    const done = before ? this.openKey(event) : this.closedKey(event);
    if (!done) return;
    event.preventDefault();
    event.stopPropagation();
  }

  closedKey({ key, ctrlKey, metaKey }) {
    const opens = ["ArrowDown", "ArrowUp", "Enter", " "].includes(key);
    const types = key.length === 1 && key !== " " && !ctrlKey && !metaKey;
    if (!opens && !types) return false;
    this.open();
    if (types) this.type(key);
    return true;
  }

  openKey({ key, isComposing, ctrlKey, metaKey }) {
    if (isComposing) return false;
    // Back on the button first: from there the key goes on to what comes after the select.
    if (key === "Tab") this.close();
    const last = this.rows.length - 1;
    const to = {
      ArrowDown: this.at < last ? this.at + 1 : 0,
      ArrowUp: this.at > 0 ? this.at - 1 : last,
      PageDown: Math.min(last, this.at + 8),
      PageUp: Math.max(0, this.at - 8),
      ...(this.field ? {} : { Home: 0, End: last }),
    }[key];
    if (to !== undefined) this.point(to);
    else if (key === "Escape") this.close({ undo: true });
    else if (key === "Enter" || (key === " " && !this.field)) this.rows[this.at] && this.pick(this.at);
    else if (key.length === 1 && !this.field && !ctrlKey && !metaKey) this.type(key);
    else return false;
    return true;
  }

  // Letters that are typed quickly after one another are the beginning of a label.
  type(letter) {
    if (this.field) {
      this.field.value += letter;
      this.field.dispatchEvent(new Event("input"));
      return;
    }
    clearTimeout(this.typing);
    this.typing = setTimeout(() => {
      this.typed = "";
    }, TYPING);
    this.typed += letter.toLocaleLowerCase();
    const found = this.rows.findIndex(({ label }) => label.toLocaleLowerCase().startsWith(this.typed));
    if (found >= 0) this.point(found);
  }
}
