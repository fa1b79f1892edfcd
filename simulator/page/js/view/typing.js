// Who is typing in the open channel: the bot, for ten seconds after it has said so, or until its message is there.

import { fill, h } from "../dom.js";
import { displayName } from "../names.js";
import { all, now, subscribe } from "../store.js";
import { current, subscribe as subscribeView } from "../view.js";
import { dots } from "./pending.js";

/** The line at the foot of the chat. */
export function typingView() {
  const words = h("span");
  const line = h("p", { class: "typing", role: "status", hidden: true }, dots(), words);
  let timer;
  const show = () => {
    clearTimeout(timer);
    const { channel, guild } = current();
    const here = all("typing", (each) => each.channel_id === channel?.id && each.until > now());
    line.hidden = here.length === 0;
    if (line.hidden) return;
    const names = here.map(({ user_id: id }, at) => [at > 0 && ", ", h("b", {}, displayName(id, guild?.id))]);
    fill(words, names, here.length === 1 ? " is typing…" : " are typing…");
    timer = setTimeout(show, Math.min(...here.map(({ until }) => until)) - now());
  };
  // An empty list of changes is the clock.
  subscribe((changes) => { if (!changes?.length || changes.some((each) => each.table === "typing")) show(); });
  subscribeView(show);
  show();
  return line;
}
