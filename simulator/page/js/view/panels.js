// The panels beside the chat, open or closed: the list (a drawer on narrow screens), the members and the inspector.

import { h } from "../dom.js";
import { icon } from "../icon.js";
import { isOn } from "./tools.js";

const WIDE = 1600;       // from here on there is room for the members and the inspector at once
const SHORT = 1000;      // and up to here they lie over the chat
const NARROW = 720;
const open = {
  list: false,
  members: innerWidth > SHORT,
  inspector: innerWidth > NARROW && isOn("inspect", innerWidth >= WIDE),
};
const PLACES = { list: ".side", members: ".members", inspector: ".inspector" };
const buttons = new Map();
let app = null;

export const isOpen = (name) => open[name];

export const toggle = (name) => setOpen(name, !open[name]);

export function setOpen(name, is) {
  if (open[name] === is || !app) return;
  const held = !is && app.querySelector(PLACES[name])?.contains(document.activeElement);
  open[name] = is;
  if (is && innerWidth < WIDE && name !== "list") open[name === "members" ? "inspector" : "members"] = false;
  if (is && innerWidth <= NARROW) for (const other of Object.keys(open)) open[other] = other === name;
  show();
  // What has the focus is not to be seen any more: it goes to what opens the panel again.
  if (held) buttons.get(name)?.focus();
}

/** Close what lies over the chat. */
export function closeDrawers() {
  setOpen("list", false);
  if (innerWidth <= SHORT) setOpen("inspector", false);
  if (innerWidth <= NARROW) setOpen("members", false);
}

/** Show in the page which panels are open, from now on. */
export function listenForPanels(element) {
  app = element;
  addEventListener("resize", fit);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    closeDrawers();
  });
  if (open.members && open.inspector && innerWidth < WIDE) open.members = false;
  show();
}

/** The button in the header that opens and closes a panel. */
export function panelButton(name, label, picture) {
  const button = h("button", {
    type: "button", class: `round panel-${name}`, "aria-label": label, title: label, "aria-pressed": "false",
    onclick: () => toggle(name),
  }, icon(picture));
  buttons.set(name, button);
  return button;
}

let width = innerWidth;

// What has no room any more closes; what was closed is not opened by more room.
function fit() {
  const shrunk = (limit) => width > limit && innerWidth <= limit;
  if (shrunk(NARROW)) for (const name of Object.keys(open)) setOpen(name, false);
  if (innerWidth < WIDE && open.members && open.inspector) setOpen("members", false);
  width = innerWidth;
}

function show() {
  for (const [name, is] of Object.entries(open)) {
    app.classList.toggle(`with-${name}`, is);
    buttons.get(name)?.setAttribute("aria-pressed", String(is));
  }
}
