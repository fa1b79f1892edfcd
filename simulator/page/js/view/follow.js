// Follows the marks of leads.js: to a person's card, a channel, a message, a command in the composer.

import { composer } from "../compose/composer.js";
import { openChannel } from "../view.js";
import { showMessage } from "./chat.js";
import { openUser } from "./popout.js";

const WAYS = {
  user: ({ leadId }, pressed) => openUser(leadId, pressed),
  channel: ({ leadId }) => openChannel(leadId),
  message: ({ leadId }) => showMessage(leadId),
  command: ({ leadId, leadName }) => composer.insertCommand({ id: leadId, name: leadName }),
};

/** Let a press on what is marked lead there. */
export function listenForLeads() {
  document.addEventListener("click", (event) => {
    const pressed = event.target.closest("[data-leads]");
    if (pressed) WAYS[pressed.dataset.leads](pressed.dataset, pressed);
  });
}
