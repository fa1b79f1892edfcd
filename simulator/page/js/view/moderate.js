// What members and moderators do by hand with other members: roles, timeout, kick and ban.

import { post } from "../api.js";
import { avatar, displayName } from "../names.js";
import { isTimedOut, rolesToGive, viewerMay, viewerOutranks } from "../rights.js";
import { find, state, table } from "../store.js";
import { ask } from "./ask.js";
import { trying } from "./notes.js";

const SPANS = [
  ["60", "60 seconds"], ["300", "5 minutes"], ["600", "10 minutes"], ["3600", "1 hour"], ["86400", "1 day"],
  ["604800", "1 week"],
];

/** A deed by the viewer; says so where it is refused. */
export const deed = (what, done) => trying(() => post("deeds", { as: state.viewer?.username, ...what }), done);

/** Menu items about a member, as far as the viewer may do them. */
export function moderation(member) {
  if (!member) return [];
  const user = member.user;
  const name = displayName(user, member.guild_id);
  const may = (right) => viewerMay(right, member.guild_id) && viewerOutranks(member);
  const isOut = isTimedOut(member);
  return [
    may("MODERATE_MEMBERS") && !user.bot && (isOut
      ? { label: "Remove timeout", icon: "clock",
        run: () => deed({ do: "timeout", target: user.id, seconds: 0 }, `${name} may speak again.`) }
      : { label: `Timeout ${name}`, danger: true, icon: "clock", run: () => timeout(user, name) }),
    may("KICK_MEMBERS") && { label: `Kick ${name}`, danger: true, run: () => out("kick", "Kick", user, name) },
    may("BAN_MEMBERS") && { label: `Ban ${name}`, danger: true, run: () => out("ban", "Ban", user, name) },
  ].filter(Boolean);
}

/** A menu of the roles that the viewer may give to a member or take from them. */
export function rolesMenu(member) {
  const roles = member ? rolesToGive(member.guild_id) : [];
  if (!roles.length) return null;
  const has = (role) => table("members").get(member.key)?.roles.includes(role.id) ?? false;
  return {
    label: "Roles",
    items: roles.map((role) => ({
      label: role.name, checked: has(role),
      run: () => deed({ do: "role", target: member.user_id, role: role.id, has: !has(role) }),
    })),
  };
}

async function timeout(user, name) {
  const said = await ask({
    title: `Timeout ${name}`, picture: avatar(user, 32), danger: true, does: "Timeout",
    text: "They cannot write, react or use commands until it is over.",
    fields: [{ name: "seconds", label: "Duration", type: "select", options: SPANS, value: "600" }, reason()],
  });
  if (said) await deed({ do: "timeout", target: user.id, seconds: Number(said.seconds), reason: said.reason || null },
    `${name} has a timeout.`);
}

async function out(does, word, user, name) {
  const guild = find("guilds", table("members").values().next().value?.guild_id);
  const text = does === "ban" ? "They leave, and cannot come back until the ban is lifted."
    : "They leave, and can come back.";
  const said = await ask({
    title: `${word} ${name}${guild ? ` from ${guild.name}` : ""}?`, text, picture: avatar(user, 32), danger: true,
    does: word, fields: [reason()],
  });
  if (said) await deed({ do: does, target: user.id, reason: said.reason || null },
    `${name} was ${does === "ban" ? "banned" : "kicked"}.`);
}

const reason = () => ({ name: "reason", label: "Reason", type: "area", max: 512, placeholder: "For the audit log" });
