// Which channel is open. It is kept in the address (#/server/channel, or #/@me/channel), so that links and reload work.

import { all, find, state, subscribe as subscribeStore } from "./store.js";

const DIRECT = "@me";
const TALKED_IN = new Set([0, 1, 2, 5, 10, 11, 12, 13]);
const listeners = new Set();
let shown = "";

/** Call `listener()` whenever another channel or server is open. Returns what ends it. */
export function subscribe(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** What is open: { guild, channel }. Without a guild it is the direct messages; both may be missing. */
export function current() {
  const [wanted, id] = parts();
  const channel = id ? find("channels", id) : undefined;
  if (channel) return { channel, guild: channel.guild_id ? find("guilds", channel.guild_id) : undefined };
  if (wanted === DIRECT) return { channel: remembered(DIRECT) ?? directs()[0], guild: undefined };
  const guild = find("guilds", wanted) ?? all("guilds")[0];
  return { channel: guild && (remembered(guild.id) ?? first(guild.id)), guild };
}

/** Open a channel, a thread or a direct message. */
export function openChannel(id) {
  const channel = find("channels", id);
  const place = channel?.guild_id ?? DIRECT;
  remember(place, id);
  location.hash = `/${place}/${id}`;
  tell();
}

/** Open a server where it was left; without an id, the direct messages. */
export function openGuild(id) {
  const place = id ?? DIRECT;
  const channel = remembered(place) ?? (id ? first(id) : directs()[0]);
  location.hash = channel ? `/${place}/${channel.id}` : `/${place}`;
  tell();
}

/** The viewer's direct messages, the latest first. */
export function directs() {
  return all("channels", (each) => each.type === 1 && (!state.viewer || each.recipient_id === state.viewer.id))
    .sort((one, other) => Number(BigInt(other.last_message_id ?? other.id) - BigInt(one.last_message_id ?? one.id)));
}

/** A server's channels in the order of the list, without threads. */
export function ordered(guildId) {
  return all("channels", (each) => each.guild_id === guildId && ![10, 11, 12].includes(each.type))
    .sort((one, other) => one.position - other.position || Number(BigInt(one.id) - BigInt(other.id)));
}

/** Whether people write in a channel of this kind. */
export const isTalkedIn = (channel) => TALKED_IN.has(channel.type);

function first(guildId) {
  const channels = ordered(guildId).filter(isTalkedIn);
  const place = (channel) => find("channels", channel.parent_id)?.position ?? -1;
  return channels.sort((one, other) => place(one) - place(other) || one.position - other.position)[0];
}

const parts = () => decodeURIComponent(location.hash).replace(/^#\/?/, "").split("/");
const remember = (place, id) => sessionStorage.setItem(`open:${place}`, id);
const remembered = (place) => find("channels", sessionStorage.getItem(`open:${place}`) ?? "");

function tell() {
  const { channel, guild } = current();
  const now = `${state.viewer?.id}/${guild?.id}/${channel?.id}`;
  if (now === shown) return;
  shown = now;
  if (channel) remember(channel.guild_id ?? DIRECT, channel.id);
  // Not pushed: a step back from here leads to where one came from, not to an address that is the same place.
  if (channel && !location.hash) history.replaceState(null, "", `#/${channel.guild_id ?? DIRECT}/${channel.id}`);
  for (const listener of [...listeners]) listener();
}

addEventListener("hashchange", tell);
subscribeStore((changes) => {
  if (changes === null || changes.some((each) => each.table === "channels" || each.table === "guilds")) tell();
});
