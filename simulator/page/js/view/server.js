// The menu of a server: who may use commands, who may come back, who comes in, and leaving it.

import { displayName } from "../names.js";
import { viewerMay } from "../rights.js";
import { all, find, state, table } from "../store.js";
import { current } from "../view.js";
import { ask } from "./ask.js";
import { deed } from "./moderate.js";
import { copy } from "./notes.js";
import { openPermissions } from "./permissions.js";
import { openTools } from "./inspector.js";

/** What the viewer can do with the open server. */
export function serverMenu() {
  const { guild } = current();
  if (!guild) return [];
  const isMember = table("members").has(`${guild.id}:${state.viewer?.id}`);
  return [
    viewerMay("BAN_MEMBERS", guild.id) && { label: "Bans", items: bans(guild) },
    viewerMay("MANAGE_GUILD", guild.id) && { label: "Command permissions", run: () => openPermissions(guild) },
    { label: "Let somebody join", items: outsiders(guild) },
    { label: "Simulator tools", icon: "gear", run: openTools },
    null,
    { label: "Copy Server ID", icon: "copy", run: () => copy(guild.id, "Server ID") },
    null,
    isMember && guild.owner_id !== state.viewer?.id && { label: "Leave Server", danger: true, run: () => leave(guild) },
  ];
}

function bans(guild) {
  const banned = all("bans", (each) => each.guild_id === guild.id);
  if (!banned.length) return [{ label: "Nobody is banned", disabled: true }];
  return banned.map((each) => {
    const user = find("users", each.user_id) ?? each.user;
    const unban = () => deed({ do: "unban", target: user.id }, `${displayName(user)} may come back.`);
    return { label: `Unban ${displayName(user)}`, hint: each.reason ?? "", run: unban };
  });
}

function outsiders(guild) {
  const out = all("users", (each) => !each.bot && !table("members").has(`${guild.id}:${each.id}`));
  if (!out.length) return [{ label: "Everybody is in", disabled: true }];
  const join = (user) => deed({ do: "join", user: user.username }, `${displayName(user)} has joined.`);
  return out.map((user) => ({ label: displayName(user), run: () => join(user) }));
}

async function leave(guild) {
  const said = await ask({ title: `Leave ${guild.name}?`, does: "Leave", danger: true,
    text: "Another member, or you, can let you join again." });
  if (said) await deed({ do: "leave" });
}
