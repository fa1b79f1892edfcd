// The rows that an option lists from the world: members, roles and channels. Data only; the list draws them.

import { all, find } from "../store.js";
import { fitting } from "./match.js";
import * as options from "./options.js";

const MOST = 25;
const TEXT_CHANNELS = [0, 5, 10, 11, 12, 15];

/** Every row of an option that has a list of its own, in the order in which it is shown. */
export function rowsOf(option, channel) {
  if (option.choices?.length || option.type === options.BOOLEAN) return options.ownRows(option);
  if (option.type === options.USER) return users(channel);
  if (option.type === options.ROLE) return roles(channel);
  if (option.type === options.CHANNEL) return channels(channel, option.channel_types);
  return option.type === options.MENTIONABLE ? [...users(channel), ...roles(channel)] : [];
}

/** Whom and what a message can mention by a sign: people and roles by "@", channels by "#". */
export function mentionable(sign, channel) {
  if (sign === "#") return channels(channel, TEXT_CHANNELS);
  const roleRows = roles(channel).filter((row) => row.value !== channel?.guild_id);
  return [...users(channel), ...roleRows];
}

/** The rows that fit a text; a leading @ or # is how people write names. */
export function fittingRows(rows, text) {
  return fitting(rows, text.trim().replace(/^[@#](?=.)/, ""), (row) => [row.label, ...(row.names ?? [])]).slice(0, MOST);
}

function users(channel) {
  if (!channel?.guild_id) return recipients(channel).map((user) => userRow(user));
  return all("members", (each) => each.guild_id === channel.guild_id)
    .map((member) => userRow(member.user ?? find("users", member.user_id), member))
    .sort((one, other) => one.label.localeCompare(other.label));
}

function recipients(channel) {
  const ids = new Set((channel?.recipients ?? []).map((each) => each.id).concat(channel?.recipient_id ?? []));
  return all("users", (user) => ids.has(user.id) || user.bot);
}

function userRow(user, member = null) {
  const label = member?.nick || user.global_name || user.username;
  return {
    value: user.id, label, hint: user.username, names: [user.username, user.global_name, `<@${user.id}>`].filter(Boolean),
    icon: "user", user: find("users", user.id) ?? user, guildId: member?.guild_id ?? null,
  };
}

function roles(channel) {
  return all("roles", (each) => each.guild_id === channel?.guild_id)
    .sort((one, other) => other.position - one.position)
    .map((role) => ({
      value: role.id, label: role.name, names: [`@${role.name}`, `<@&${role.id}>`], hint: "Role", icon: "role",
      color: role.color,
    }));
}

function channels(channel, types) {
  const fits = (each) => each.guild_id === channel?.guild_id && (!types?.length || types.includes(each.type));
  return all("channels", (each) => each.guild_id && fits(each))
    .sort((one, other) => (one.position ?? 0) - (other.position ?? 0))
    .map((each) => ({
      value: each.id, label: each.name, names: [`#${each.name}`, `<#${each.id}>`], icon: "channel", type: each.type,
      hint: find("channels", each.parent_id)?.name ?? "",
    }));
}
