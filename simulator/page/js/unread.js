// Which channels have something new that the viewer has not seen; it lasts as long as the page is open.

import { all, find, state, subscribe as subscribeStore } from "./store.js";
import { current, subscribe as subscribeView } from "./view.js";

const fresh = new Map();      // channel id -> { count, mentions }
const listeners = new Set();

/** Call `listener()` when a channel becomes unread or read. */
export const subscribe = (listener) => listeners.add(listener);

/** { count, mentions } of a channel: both 0 where all is read. */
export const unread = (channelId) => fresh.get(channelId) ?? { count: 0, mentions: 0 };

/** The same for a server, or for all direct messages where there is no id. */
export function unreadIn(guildId) {
  const sum = { count: 0, mentions: 0 };
  for (const [id, { count, mentions }] of fresh) {
    const channel = find("channels", id);
    if (!channel || (channel.guild_id ?? undefined) !== guildId) continue;
    sum.count += count;
    sum.mentions += mentions;
  }
  return sum;
}

function take(changes) {
  if (changes === null) fresh.clear();
  const open = current().channel?.id;
  for (const { table, value, before } of changes ?? []) {
    if (table !== "messages" || before || !value || value.channel_id === open) continue;
    if (value.author?.id === state.viewer?.id) continue;
    const channel = find("channels", value.channel_id);
    const entry = { ...unread(value.channel_id) };
    entry.count += 1;
    if (channel && !channel.guild_id || isForViewer(value, channel)) entry.mentions += 1;
    fresh.set(value.channel_id, entry);
  }
  tell();
}

function isForViewer(message, channel) {
  if (message.mention_everyone || message.mentions?.some((each) => each.id === state.viewer?.id)) return true;
  const mine = all("members", (each) => each.user_id === state.viewer?.id && each.guild_id === channel?.guild_id)[0];
  return (message.mention_roles ?? []).some((id) => mine?.roles.includes(id));
}

function tell() {
  for (const listener of listeners) listener();
}

subscribeStore((changes) => {
  if (changes === null || changes.some((each) => each.table === "messages")) take(changes);
});
subscribeView(() => {
  if (fresh.delete(current().channel?.id)) tell();
});
