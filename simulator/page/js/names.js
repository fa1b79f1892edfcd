// What people and roles are called, in which colour, and the pictures that stand for people.

import { h } from "./dom.js";
import { icon } from "./icon.js";
import { rolesOf } from "./rights.js";
import { all, find } from "./store.js";

const COLORS = ["#5865f2", "#3ba55d", "#e67e22", "#eb459e", "#ed4245", "#1abc9c", "#9b59b6", "#3498db"];

// As the world has them now: what a message tells of its author is of the time when it was told.
const asUser = (user) => find("users", user?.id ?? user) ?? (typeof user === "object" ? user : null);

const memberOf = (userId, guildId) => (guildId ? find("members", `${guildId}:${userId}`) : undefined);

/** A member's nickname, else what they call themselves, else their user name. `user` is a user or an id. */
export function displayName(user, guildId) {
  const known = asUser(user);
  if (!known) return "Unknown User";
  return memberOf(known.id, guildId)?.nick || known.global_name || known.username;
}

/** The bot that is being tried, as a user. */
export const theBot = () => find("users", all("application")[0]?.bot_id);

export function roleName(id) {
  const name = find("roles", id)?.name;
  return name ? name.replace(/^@/, "") : "unknown-role";
}

export function channelName(id) {
  const channel = find("channels", id);
  if (channel && !channel.name) return displayName(channel.recipient_id ?? channel.recipients?.[0]);
  return channel?.name ?? "unknown";
}

/** The colour of the highest role that has one, as CSS; null where none has. On white it is darker, to be read. */
export function colorOf(userId, guildId) {
  const role = rolesOf(memberOf(userId, guildId)).find(({ color }) => color);
  return role ? `light-dark(color-mix(in srgb, ${hex(role.color)} 58%, #000), ${hex(role.color)})` : null;
}

export const hex = (color) => `#${Number(color).toString(16).padStart(6, "0")}`;

export const isApp = (user) => Boolean(user?.bot);

/** The mark of apps behind their names. */
export const appTag = () => h("span", { class: "app-tag" }, "APP");

function avatarColor(user) {
  const given = user.color ?? user.accent_color;
  if (Number.isInteger(given)) return hex(given);
  return COLORS[Number(BigInt(/^\d+$/.test(user.id) ? user.id : 0) >> 22n) % COLORS.length];
}

/** A round picture of somebody, always the same one: an initial, or a robot. It says nothing: the name stands beside it. */
export function avatar(user, size = 40) {
  const known = asUser(user);
  const app = isApp(known);
  const style = { "--avatar-size": `${size}px`, "--avatar-color": known ? avatarColor(known) : COLORS[0] };
  const name = known ? known.global_name || known.username || "?" : "?";
  const glyph = app ? icon("bot", Math.round(size * 0.6)) : [...name][0].toLocaleUpperCase();
  return h("span", { class: `avatar${app ? " avatar-app" : ""}`, style, "aria-hidden": "true" }, glyph);
}

const CHANNEL_ICONS = {
  1: "at", 2: "voice", 4: "folder", 5: "announce", 10: "thread", 11: "thread", 12: "thread", 13: "voice", 15: "forum",
  16: "forum",
};

/** The icon's name of a channel of this kind. */
export const channelIcon = ({ type }) => CHANNEL_ICONS[type] ?? "hash";

/** Everybody in a server; in a direct message its two people. */
export function peopleOf(guildId, channelId) {
  if (guildId) {
    const members = all("members", (member) => member.guild_id === guildId);
    return members.map(({ user_id: id }) => find("users", id)).filter(Boolean);
  }
  const channel = find("channels", channelId);
  const there = new Set([channel?.recipient_id, ...all("application").map(({ bot_id: id }) => id)]);
  return all("users", ({ id }) => there.has(id));
}
