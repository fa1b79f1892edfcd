// Who is typing in the open channel: the bot, for ten seconds after it has said so, or until its message is there.

import { h } from "../dom.js";
import { displayName } from "../names.js";
import { all, now, subscribe } from "../store.js";
import { current, subscribe as subscribeView } from "../view.js";
import { dots } from "./pending.js";

/** The line at the foot of the chat. */
export function typingView() {
  const name = h("b");
  const line = h("p", { class: "typing", role: "status", hidden: true }, dots(), h("span", {}, name, " is typing…"));
  let timer;
  const show = () => {
    clearTimeout(timer);
    const { channel, guild } = current();
    const [here] = all("typing", (each) => each.channel_id === channel?.id && each.until > now());
    line.hidden = !here;
    if (!here) return;
    const said = displayName(here.user_id, guild?.id);
    if (name.textContent !== said) name.textContent = said; // else it would be read aloud at each call
    timer = setTimeout(show, here.until - now());
  };
  // No changes at all: the clock was moved.
  subscribe((changes) => { if (!changes?.length || changes.some((each) => each.table === "typing")) show(); });
  subscribeView(show);
  show();
  return line;
}
