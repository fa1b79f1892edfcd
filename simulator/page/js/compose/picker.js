// The command picker: what a slash opens over the composer.

import { h } from "../dom.js";
import { icon } from "../icon.js";
import { all, state } from "../store.js";
import { app, appPicture } from "./bar.js";
import { List } from "./list.js";
import { matching, sections, shown } from "./match.js";
import { shownName } from "./options.js";
import { nothingToPick } from "./rules.js";

const MOST = 25;
const SLASH = 2;

/** `owner()` is the element that has the focus; `onpick(leaf)` is called for the command that is chosen. */
export class Picker {
  #onpick;
  #rail = h("div", { class: "picker-rail" });
  #place = h("div", { class: "list-place" });

  constructor({ owner, onpick }) {
    this.#onpick = onpick;
    this.list = new List({ label: "Commands", owner, onhighlight: (row) => this.#highlighted(row) });
    this.element = h("div", { class: "panel picker", hidden: true }, this.#rail,
      h("div", { class: "picker-main" }, this.list.element, this.#place));
  }

  get isOpen() {
    return !this.element.hidden;
  }

  /** The command that is highlighted, or null. */
  get current() {
    return this.isOpen ? this.list.current : null;
  }

  /** List what fits the text behind the slash. `mayCommand`: whether one may use commands in this channel at all. */
  open(text, leaves, mayCommand) {
    this.element.hidden = false;
    const groups = text.trim() === "" ? this.#sections(leaves) : this.#matching(leaves, text);
    const count = groups.reduce((sum, group) => sum + group.rows.length, 0);
    this.#showRail(groups);
    this.list.show(groups, { highlight: 0 });
    this.#place.replaceChildren(...this.#foot(count, groups.reduce((sum, group) => sum + group.left, 0)));
    if (!count) this.#place.replaceChildren(this.#nothing(text.trim(), mayCommand));
  }

  close() {
    this.element.hidden = true;
    this.list.clear();
  }

  #sections(leaves) {
    let room = MOST;
    return sections(leaves, uses(), app().name).map(({ key, title, leaves: own }) => {
      const rows = own.slice(0, room).map((leaf) => this.#row(leaf, key === "frequent"));
      room -= rows.length;
      const picture = key === "frequent" ? h("span", { class: "clock" }) : appPicture(16);
      return { key, rows, left: own.length - rows.length, title: { text: title, view: [picture, title] } };
    });
  }

  #matching(leaves, text) {
    const found = matching(leaves, text);
    const title = { text: `Commands matching /${text.trim()}`, view: ["Commands matching ", h("b", {}, `/${text.trim()}`)] };
    const rows = found.slice(0, MOST).map((leaf) => this.#row(leaf, true));
    return rows.length ? [{ key: "found", rows, left: found.length - rows.length, title }] : [];
  }

  #row(leaf, hasPicture) {
    const view = () => [
      h("span", { class: "list-picture" }, hasPicture && appPicture(32)),
      h("span", { class: "command-text" },
        h("span", { class: "command-line" }, h("span", { class: "command-label" }, `/${shown(leaf)}`), chips(leaf.options ?? [])),
        h("span", { class: "command-description" }, leaf.description)),
      h("span", { class: "command-app" }, app().name),
    ];
    return { name: `/${shown(leaf)} ${leaf.description}`, leaf, pick: () => this.#onpick(leaf), view };
  }

  #showRail(groups) {
    const picture = { frequent: () => h("span", { class: "clock" }), app: () => appPicture(32) };
    const shownGroups = groups.filter((group) => group.key in picture);
    this.#rail.hidden = shownGroups.length === 0;
    this.#rail.replaceChildren(...shownGroups.map((group) => h("button", {
      type: "button", class: "rail-button", tabindex: "-1", "aria-label": group.title.text, "data-group": group.key,
      onmousedown: (event) => event.preventDefault(), onclick: () => this.#jump(group),
    }, picture[group.key]())));
  }

  #jump(group) {
    const section = this.list.element.querySelector(`[data-group="${group.key}"]`);
    this.list.highlight(Number(group.rows[0].element.id.split("-").pop()), false);
    this.list.element.scrollTop = section.offsetTop;
  }

  #highlighted(row) {
    const group = row?.element.closest(".list-group")?.dataset.group;
    for (const each of this.#rail.children) each.classList.toggle("here", each.dataset.group === group);
    if (row) fitChips(row.element.querySelector(".command-options"));
  }

  #foot(count, left) {
    return count && left ? [h("div", { class: "list-foot" }, `${left} more. Type to narrow the list.`)] : [];
  }

  #nothing(text, mayCommand) {
    const isEmpty = all("commands").length === 0;
    const [what, next] = nothingToPick({ text, isEmpty, mayCommand, member: state.viewer?.username ?? "you" });
    return h("div", { class: "nothing", role: "status" }, icon("command", 32), h("strong", {}, what), h("span", {}, next));
  }
}

/** How often the viewer has used each command, by its name. */
function uses() {
  const counts = new Map();
  for (const { said } of all("interactions", (each) => each.type === SLASH && each.user_id === state.viewer?.id)) {
    counts.set(said, (counts.get(said) ?? 0) + 1);
  }
  return counts;
}

/** The options behind a command's name, which only the highlighted row shows. */
function chips(options) {
  const chip = (option) => h("span", { class: "command-option" }, shownName(option));
  const [required, optional] = [options.filter((each) => each.required), options.filter((each) => !each.required)];
  return h("span", { class: "command-options", "aria-hidden": "true" }, required.map(chip),
    optional.length > 0 && h("span", { class: "command-optional" }, "Optional"), optional.map(chip), h("span", { class: "command-more" }));
}

/** Hide the chips that find no room, and say how many. */
function fitChips(element) {
  const parts = [...element.querySelectorAll(".command-option, .command-optional")];
  const more = element.querySelector(".command-more");
  for (const part of parts) part.hidden = false;
  more.textContent = "";
  const end = element.getBoundingClientRect().right;
  if (!parts.length || parts.at(-1).getBoundingClientRect().right <= end) return;
  const first = parts.findIndex((part) => part.getBoundingClientRect().right > end - 36);
  for (const part of parts.slice(first)) part.hidden = true;
  if (parts[first - 1]?.className === "command-optional") parts[first - 1].hidden = true;
  more.textContent = `+${parts.slice(first).filter((part) => part.className === "command-option").length}`;
}
