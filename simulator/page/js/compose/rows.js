// How the rows of the composer's lists look: values of options, and options themselves.

import { h } from "../dom.js";
import { icon } from "../icon.js";
import { appTag, avatar, channelIcon, colorOf, hex, isApp } from "../names.js";
import { shownDescription, shownName } from "./options.js";

/** A row of values: a choice, a member, a role or a channel. */
export function valueRow(row, pick) {
  const name = row.hint && row.hint !== row.label ? `${row.label} ${row.hint}` : row.label;
  return { name, value: row.value, pick: () => pick(row), view: () => valueView(row) };
}

function valueView(row) {
  const color = row.user ? colorOf(row.user.id, row.guildId) : row.color ? hex(row.color) : null;
  return [
    pictureOf(row, color),
    h("span", { class: "list-label", style: { color } }, row.label),
    row.user && isApp(row.user) && appTag(),
    row.hint && row.hint !== row.label && h("span", { class: "list-hint" }, row.hint),
  ];
}

function pictureOf(row, color) {
  if (row.user) return avatar(row.user, 24);
  if (row.icon === "role") return h("span", { class: "list-dot", style: { color } }, icon("role", 20));
  return row.icon === "channel" && h("span", { class: "list-dot" }, icon(channelIcon(row), 20));
}

/** A row that offers another option of the command. */
export function optionRow(option, pick) {
  const [name, description] = [shownName(option), shownDescription(option)];
  const view = () => [h("span", { class: "list-label" }, name), h("span", { class: "list-description" }, description)];
  return { name: `${name} ${description}`, pick: () => pick(option), view };
}

/** What stands in a list without rows: bars where rows will be, or a sentence. */
export function waitingView() {
  const bars = [62, 44, 53].map((width) => h("span", { class: "bone", style: { "--width": `${width}%` } }));
  return h("div", { class: "list-waiting", role: "status", "aria-label": "Loading options" }, bars);
}

export const saysView = (sentence, isBad = false) => h("div", { class: `list-says ${isBad ? "bad" : ""}`, role: "status" },
  icon(isBad ? "warning" : "search", 18), sentence);
