// Shows which presses wait for the bot and which have failed, in place: the focus stays where it is.

import { failed, isPending, subscribe } from "../deeds.js";
import { h } from "../dom.js";

/** What moves while something is waited for. */
export const dots = () => h("span", { class: "dots", "aria-hidden": "true" }, h("i"), h("i"), h("i"));

/** Three dots instead of the label, and no second press; not `disabled`, which would lose the focus. */
export function setBusy(control, messageId) {
  const busy = isPending(messageId, control.dataset.customId);
  control.toggleAttribute("data-busy", busy);
  if (busy) control.setAttribute("aria-busy", "true");
  else control.removeAttribute("aria-busy");
}

/** Fill the line under a message that tells of a failed press. */
export function setFailure(line, messageId) {
  line.hidden = !failed.has(messageId);
  line.lastElementChild.textContent = failed.get(messageId) ?? "";
}

subscribe((messageId) => {
  for (const message of document.querySelectorAll(`[data-message="${CSS.escape(messageId)}"]`)) {
    for (const control of message.querySelectorAll("[data-custom-id]")) setBusy(control, messageId);
    for (const line of message.querySelectorAll(".failed-press")) setFailure(line, messageId);
  }
});
