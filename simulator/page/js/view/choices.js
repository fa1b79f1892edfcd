// What a select offers: its own options, or people, roles and channels of the server.

import { fitting } from "../compose/match.js";
import { partialEmoji } from "../markdown.js";
import { avatar, channelIcon, displayName, hex, isApp, peopleOf } from "../names.js";
import { h } from "../dom.js";
import { icon } from "../icon.js";
import { all, find } from "../store.js";

const STRING = 3;
const USER = 5;
const ROLE = 6;
const MENTIONABLE = 7;
const CHANNEL = 8;
const THREADS = [10, 11, 12];

/** The choices of a select: { value, label, description, picture() }, in the order in which they are shown. */
export function choicesOf(component, { guildId, channelId }) {
  if (component.type === STRING) return (component.options ?? []).map(option);
  if (component.type === USER) return people(guildId, channelId);
  if (component.type === ROLE) return roles(guildId);
  if (component.type === MENTIONABLE) return [...people(guildId, channelId), ...roles(guildId)];
  return component.type === CHANNEL ? channels(guildId, component.channel_types) : [];
}

/** What is chosen before anybody has chosen. */
export function defaultsOf(component) {
  const own = (component.options ?? []).filter((each) => each.default).map((each) => each.value);
  return component.type === STRING ? own : (component.default_values ?? []).map(({ id }) => String(id));
}

/** A choice that is not offered here, such as a default of somebody who has left. */
export function strange(value) {
  const user = find("users", value);
  return user ? person(user, null) : { value, label: value, picture: () => null };
}

const option = ({ value, label, description, emoji }) => ({
  value,
  label,
  description,
  picture: () => emoji && partialEmoji(emoji),
});

const person = (user, guildId) => ({
  value: user.id,
  label: displayName(user, guildId),
  aside: user.username,
  isApp: isApp(user),
  picture: () => avatar(user, 24),
});

function people(guildId, channelId) {
  const named = peopleOf(guildId, channelId).map((user) => person(user, guildId));
  return named.sort((one, other) => one.label.localeCompare(other.label));
}

function roles(guildId) {
  return all("roles", (role) => role.guild_id === guildId && role.id !== guildId)
    .sort((one, other) => other.position - one.position)
    .map((role) => ({
      value: role.id,
      label: role.name,
      picture: () =>
        h("span", { class: "role-picture", style: { color: role.color ? hex(role.color) : null } }, icon("role", 20)),
    }));
}

function channels(guildId, types) {
  const fits = (channel) => channel.guild_id === guildId && (types?.length ? types.includes(channel.type) : true);
  const place = (channel) => (channel.parent_id ? (find("channels", channel.parent_id)?.position ?? 0) : -1);
  return all("channels", fits)
    .sort((one, other) => place(one) - place(other) || (one.position ?? 0) - (other.position ?? 0))
    .map((channel) => ({
      value: channel.id,
      label: channel.name,
      aside: parentName(channel),
      picture: () => icon(channelIcon(channel), 20),
    }));
}

function parentName(channel) {
  const parent = find("channels", channel.parent_id);
  return parent && (THREADS.includes(channel.type) ? `in #${parent.name}` : parent.name);
}

/** The choices that fit what is typed: first those whose name does, then those that say it otherwise. */
export function fittingChoices(choices, text) {
  const named = fitting(choices, text, ({ label }) => [label]);
  const others = choices.filter((each) => !named.includes(each));
  return [...named, ...fitting(others, text, ({ aside, description }) => [aside, description])];
}
