// Shows every message of the gallery, as a chat would; `drawn` counts them for the tests.

import { state, tables } from "/js/store.js";
import { messageView } from "/js/view/message.js";
import { MESSAGES } from "./messages.js";
import { settle } from "./world.js";

settle(MESSAGES, new URLSearchParams(location.search).get("as") ?? "mai");
document.documentElement.dataset.theme = new URLSearchParams(location.search).get("theme") ?? "dark";

const log = document.querySelector("#log");
MESSAGES.forEach((message, at) => {
  const before = MESSAGES[at - 1];
  log.append(messageView(message, { grouped: before?.author.id === message.author.id }));
});
document.body.dataset.drawn = String(MESSAGES.length);

/** The deferred answer's time is over, and the message is drawn anew. */
globalThis.expire = () => {
  const message = { ...MESSAGES.find((each) => each.is_loading), interaction_id: "1" };
  tables.set("interactions", new Map([["1", { key: "1", state: "expired", response_id: message.id }]]));
  document.querySelector(`[data-message="${message.id}"]`).replaceWith(messageView(message));
};

/** The same before somebody who does not see the interaction: only the clock has moved. */
globalThis.age = (seconds) => {
  const message = MESSAGES.find((each) => each.is_loading);
  state.ahead = seconds;
  document.querySelector(`[data-message="${message.id}"]`).replaceWith(messageView(message));
};
