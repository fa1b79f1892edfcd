// What members may do, by the roles and overwrites that the state tells; only for what is shown, the simulator decides.

import { all, find, now, state, table } from "./store.js";

const BITS = {
  KICK_MEMBERS: 1n, BAN_MEMBERS: 2n, ADMINISTRATOR: 3n, MANAGE_GUILD: 5n, ADD_REACTIONS: 6n, VIEW_CHANNEL: 10n,
  MANAGE_MESSAGES: 13n, MANAGE_ROLES: 28n, MODERATE_MEMBERS: 40n, PIN_MESSAGES: 51n,
};

const has = (bits, name) => (bits & ((1n << BITS[name]) | (1n << BITS.ADMINISTRATOR))) !== 0n;

/** Whether the viewer has a permission in a channel (or server) by its id. */
export const viewerMay = (name, id) => has(BigInt(state.rights?.[id] ?? 0), name);

/** Roles of a member, the highest first. */
export function rolesOf(member) {
  return (member?.roles ?? []).map((id) => find("roles", id)).filter(Boolean)
    .sort((one, other) => other.position - one.position);
}

/** Whether a member sees a channel of their server. */
export function sees(member, channel) {
  const guild = find("guilds", member.guild_id);
  if (guild?.owner_id === member.user_id) return true;
  const own = new Set([member.guild_id, ...member.roles]);
  const base = [...own].reduce((bits, id) => bits | BigInt(find("roles", id)?.permissions ?? 0), 0n);
  if (has(base, "ADMINISTRATOR")) return true;
  const overwrites = (find("channels", channel.id)?.permission_overwrites ?? [])
    .concat(isThread(channel) ? find("channels", channel.parent_id)?.permission_overwrites ?? [] : []);
  return has(overwritten(base, overwrites, member, own), "VIEW_CHANNEL");
}

// @everyone first, then all roles at once, then the member.
function overwritten(base, overwrites, member, own) {
  const layers = [
    overwrites.filter((each) => each.id === member.guild_id),
    overwrites.filter((each) => each.id !== member.guild_id && each.type === 0 && own.has(each.id)),
    overwrites.filter((each) => each.type === 1 && each.id === member.user_id),
  ];
  return layers.reduce((bits, layer) => {
    const deny = layer.reduce((sum, each) => sum | BigInt(each.deny), 0n);
    const allow = layer.reduce((sum, each) => sum | BigInt(each.allow), 0n);
    return (bits & ~deny) | allow;
  }, base);
}

/** Whether a member is timed out, by the world's clock. */
export const isTimedOut = (member) => Date.parse(member?.communication_disabled_until ?? 0) > now();

export const isThread = (channel) => [10, 11, 12].includes(channel?.type);

/** Whether the viewer stands above a member, so that they may act on them. */
export function viewerOutranks(member) {
  const guild = find("guilds", member.guild_id);
  const me = table("members").get(`${member.guild_id}:${state.viewer?.id}`);
  if (!me || me.user_id === member.user_id || guild?.owner_id === member.user_id) return false;
  if (guild?.owner_id === me.user_id) return true;
  return (rolesOf(me)[0]?.position ?? 0) > (rolesOf(member)[0]?.position ?? 0);
}

/** Roles that the viewer may give and take in a server: below their own highest one, and no bot's. */
export function rolesToGive(guildId) {
  if (!viewerMay("MANAGE_ROLES", guildId)) return [];
  const guild = find("guilds", guildId);
  const mine = rolesOf(table("members").get(`${guildId}:${state.viewer?.id}`))[0]?.position ?? 0;
  const limit = guild?.owner_id === state.viewer?.id ? Infinity : mine;
  const isBelow = (each) => each.id !== guildId && !each.managed && each.position < limit;
  return all("roles", (each) => each.guild_id === guildId && isBelow(each))
    .sort((one, other) => other.position - one.position);
}
