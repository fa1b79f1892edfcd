// A list that floats over the composer: rows in groups, one of them highlighted, while the focus stays where one types.

import { fill, h } from "../dom.js";

/** How much of the list a title may cover, which stays while its rows scroll. */
const TITLE = 40;
let lists = 0;

/**
 * A list box. A row is { name, view, pick }: what it is called, a function that draws it, what choosing it does.
 * `owner()` is the element that has the focus; `onhighlight(row)` is told of each move.
 */
export class List {
  #rows = [];
  #at = -1;
  #owner;
  #onhighlight;

  constructor({ label, owner, onhighlight = () => {} }) {
    this.id = `list-${++lists}`;
    this.label = label;
    this.element = h("div", { id: this.id, class: "list", role: "listbox", "aria-label": label });
    this.element.addEventListener("mousedown", (event) => event.preventDefault()); // the focus stays where one types
    this.#owner = owner;
    this.#onhighlight = onhighlight;
  }

  /** The highlighted row, or null. */
  get current() {
    return this.#rows[this.#at] ?? null;
  }

  get isEmpty() {
    return this.#rows.length === 0;
  }

  /** Draw groups of { title, key, rows }, the row at `highlight` highlighted; -1 for none. */
  show(groups, { highlight = -1, label = this.label } = {}) {
    this.#rows = groups.flatMap((group) => group.rows);
    this.#at = -1;
    this.element.setAttribute("aria-label", label);
    this.element.removeAttribute("aria-busy");
    fill(this.element, groups.map((group) => this.#group(group)));
    this.element.scrollTop = 0;
    this.highlight(Math.min(highlight, this.#rows.length - 1));
  }

  clear() {
    this.show([]);
  }

  /** Keep the rows to be seen, but let no key take one: they answer what is not asked any more. */
  dim() {
    this.highlight(-1);
    this.element.setAttribute("aria-busy", "true");
  }

  /** Highlight the next row, around the ends; with `mayRest` there is a place between them where none is. */
  move(step, mayRest = false) {
    const count = this.#rows.length;
    if (!count || this.element.hasAttribute("aria-busy")) return;
    const places = count + (mayRest ? 1 : 0);
    const nowhere = mayRest ? count : step > 0 ? -1 : 0;
    const to = ((this.#at < 0 ? nowhere : this.#at) + step + places) % places;
    this.highlight(to === count ? -1 : to);
  }

  highlight(index, isScrolled = true) {
    this.current?.element.setAttribute("aria-selected", "false");
    this.#at = index;
    const row = this.current;
    row?.element.setAttribute("aria-selected", "true");
    if (row && isScrolled) this.#reveal(row.element);
    if (row) this.#owner()?.setAttribute("aria-activedescendant", row.element.id);
    else this.#owner()?.removeAttribute("aria-activedescendant");
    this.#onhighlight(row);
  }

  #group({ title, key, rows }) {
    const views = rows.map((row) => this.#row(row, this.#rows.indexOf(row)));
    if (!title) return views;
    const text = typeof title === "string" ? title : title.text;
    return h("div", { class: "list-group", role: "group", "aria-label": text, "data-group": key },
      h("div", { class: "list-title", "aria-hidden": "true" }, title.view ?? text), views);
  }

  #row(row, index) {
    row.element = h("div", {
      id: `${this.id}-${index}`, class: "list-row", role: "option", "aria-label": row.name, "aria-selected": "false",
      onclick: () => row.pick(),
      // Not "enter": a list that is drawn anew under a resting mouse must not move the highlight.
      onpointermove: () => this.#at !== index && this.highlight(index, false),
    }, row.view());
    return row.element;
  }

  // Not scrollIntoView, which moves the page too; the first row brings the title above it along.
  #reveal(row) {
    const [box, seen] = [row.getBoundingClientRect(), this.element.getBoundingClientRect()];
    if (this.#rows[0].element === row) this.element.scrollTop = 0;
    else if (box.top < seen.top + TITLE) this.element.scrollTop -= seen.top + TITLE - box.top;
    else if (box.bottom > seen.bottom - 8) this.element.scrollTop += box.bottom - seen.bottom + 8;
  }
}
