// Menus: a list of things to do, beside what they are about, with lists within lists.

import { h } from "../dom.js";
import { icon } from "../icon.js";
import { float } from "./layer.js";

const CLOSES_ITSELF = 250;

/**
 * Open a menu. Items are { label, hint, icon, picture, run, danger, checked, disabled, items }; null is a line between
 * groups; `checked` makes it a choice, `picture` is an element before the label.
 * `near` is an element or a point {x, y}. Returns what closes it.
 */
export function openMenu(near, items, { label = "Menu", side = "below" } = {}) {
  return new Menu(near, items, { label, side, parent: null }).close;
}

class Menu {
  constructor(near, items, { label, side, parent }) {
    this.parent = parent;
    this.child = null;
    this.element = h("div", { class: "menu", role: "menu", "aria-label": label, tabindex: "-1" });
    this.element.append(...items.filter(isGiven).filter(isNotDouble).map((item) => this.item(item)));
    if (!items.some(Boolean)) this.element.append(h("p", { class: "menu-empty" }, "Nothing to do here."));
    this.element.addEventListener("keydown", (event) => this.key(event));
    this.element.addEventListener("contextmenu", (event) => event.preventDefault());
    this.close = float(this.element, { near, side, onclose: () => { if (parent) parent.child = null; } });
    this.focus(parent ? 0 : -1);
  }

  item(item) {
    if (item === null) return h("div", { class: "menu-line", role: "separator" });
    const isChoice = item.checked !== undefined;
    const button = h("button", {
      type: "button", role: isChoice ? "menuitemcheckbox" : "menuitem", tabindex: "-1",
      class: item.danger ? "danger" : null,
      "aria-checked": isChoice ? String(item.checked) : null, "aria-haspopup": item.items ? "menu" : null,
      "aria-disabled": item.disabled ? "true" : null,
      onclick: () => this.run(item, button), onpointerenter: () => this.point(item, button),
    }, item.picture, h("span", { class: "menu-label" }, item.label,
      item.hint && h("span", { class: "menu-hint" }, item.hint)),
    item.items ? icon("right", 16) : isChoice ? h("span", { class: "menu-check" }, item.checked && icon("check", 14))
      : item.icon && icon(item.icon, 18));
    button.expand = item.items && (() => this.expand(item, button));
    return button;
  }

  run(item, button) {
    if (item.disabled) return;
    if (item.items) {
      this.expand(item, button);
      return;
    }
    this.root().close();
    item.run?.();
  }

  point(item, button) {
    button.focus({ preventScroll: true });
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      if (!this.element.isConnected || !button.matches(":hover")) return;
      if (item.items) this.expand(item, button, false);
      else this.child?.close({ refocus: false });
    }, CLOSES_ITSELF / 2);
  }

  expand(item, button, enter = true) {
    if (this.child?.button === button) {
      if (enter) this.child.focus(0);
      return;
    }
    this.child?.close({ refocus: false });
    this.child = new Menu(button, item.items, { label: item.label, side: "right", parent: this });
    this.child.button = button;
    if (!enter) button.focus({ preventScroll: true });
  }

  key(event) {
    const buttons = [...this.element.querySelectorAll("[role^=menuitem]")];
    const at = buttons.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at < 0 ? -1 : at - 1, Home: 0, End: -1 }[event.key];
    if (to !== undefined) this.focus(to);
    else if (event.key === "ArrowRight" && buttons[at]?.expand) buttons[at].expand();
    else if (event.key === "ArrowLeft" && this.parent) this.close();
    else if (event.key === "Tab") this.root().close();
    else if (event.key.length === 1 && event.key !== " ") this.find(event.key.toLowerCase(), buttons, at);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  find(letter, buttons, at) {
    const after = [...buttons.slice(at + 1), ...buttons.slice(0, at + 1)];
    after.find((each) => each.textContent.toLowerCase().startsWith(letter))?.focus();
  }

  focus(index) {
    const buttons = [...this.element.querySelectorAll("[role^=menuitem]")];
    if (index === -1 && !this.element.contains(document.activeElement)) this.element.focus({ preventScroll: true });
    else if (buttons.length) buttons[(index + buttons.length) % buttons.length].focus();
  }

  root() {
    return this.parent ? this.parent.root() : this;
  }
}

const isGiven = (item) => item === null || Boolean(item);
const isNotDouble = (item, at, items) => item !== null || (at > 0 && at < items.length - 1 && items[at - 1] !== null);
