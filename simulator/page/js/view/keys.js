// Keys for the page as a whole: F6 goes from part to part, Escape comes back to the composer.

import { isAnyOpen } from "./layer.js";

const PARTS = [".rail", ".channels", ".you", ".log", ".composer", ".members", ".inspector"];
const STOPS = "[tabindex='0'], button:not([tabindex='-1']), a[href], input, select, textarea, [contenteditable]";

export function listenForKeys(app) {
  document.addEventListener("keydown", (event) => {
    if (event.key === "F6") walk(app, event);
    if (event.key === "Escape" && !event.defaultPrevented && !isAnyOpen() && event.target.closest?.(".log, .channels, .members")) {
      app.querySelector(".composer [contenteditable], .composer textarea")?.focus();
    }
  });
}

function walk(app, event) {
  event.preventDefault();
  const parts = PARTS.map((each) => app.querySelector(each)).filter((each) => each?.offsetParent);
  const at = parts.findIndex((each) => each.contains(document.activeElement));
  const next = parts[(at + (event.shiftKey ? -1 : 1) + parts.length) % parts.length];
  const stops = [next, ...next.querySelectorAll(STOPS)].filter((each) => each.matches(STOPS) && each.offsetParent);
  (stops[0] ?? next).focus();
}
