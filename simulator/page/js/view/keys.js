// Keys for the page as a whole: F6 goes from part to part, Escape comes back to the composer, and so does typing.

import { isAnyOpen } from "./layer.js";

const PARTS = [".rail", ".channels", ".you", ".log", ".composer", ".members", ".inspector"];
const STOPS = "[tabindex='0'], button:not([tabindex='-1']), a[href], input, select, textarea, [contenteditable]";

export function listenForKeys(app) {
  document.addEventListener("keydown", (event) => {
    if (event.key === "F6") walk(app, event);
    if (event.defaultPrevented || isAnyOpen()) return;
    const isBack = event.key === "Escape" && event.target.closest?.(".log, .channels, .members");
    // What is typed while nothing has the focus is meant for the composer.
    const isText = event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (isBack || (isText && event.target === document.body)) app.querySelector(".composer textarea")?.focus();
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
