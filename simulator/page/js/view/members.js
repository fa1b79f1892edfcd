// Who is here: members by their highest hoisted role, in its colour; only those who see the channel.

import { fill, h } from "../dom.js";
import { icon } from "../icon.js";
import { leadsToUser } from "../leads.js";
import { appTag, avatar, colorOf, displayName, theBot } from "../names.js";
import { isTimedOut, rolesOf, sees } from "../rights.js";
import { all, find, subscribe, table } from "../store.js";
import { dateAndTime } from "../time.js";
import { current, subscribe as subscribeView } from "../view.js";
import { restTab, rove } from "./roving.js";

const ITEM = ".member";

export function membersView() {
  const list = h("ul", { "aria-label": "Members", role: "list" });
  const aside = h("aside", { class: "members", "aria-label": "Members of this channel", id: "members",
    tabindex: "-1" }, list);
  rove(list, ITEM);
  let due = false;
  const draw = () => {
    due = false;
    const held = list.contains(document.activeElement) && document.activeElement.dataset.user;
    fill(list, groups().map(group));
    restTab(list, ITEM);
    if (held) list.querySelector(`[data-user="${held}"]`)?.focus();
  };
  const later = () => {
    if (due) return;
    due = true;
    requestAnimationFrame(draw);
  };
  const matters = new Set(["members", "roles", "users", "channels", "guilds"]);
  // An empty list of changes is the clock: a timeout may be over.
  subscribe((changes) => { if (!changes?.length || changes.some((each) => matters.has(each.table))) later(); });
  subscribeView(later);
  draw();
  return aside;
}

function groups() {
  const { guild, channel } = current();
  if (!guild) return channel ? [["In this conversation", partners(channel)]] : [];
  const here = all("members", (each) => each.guild_id === guild.id && (!channel || sees(each, channel)))
    .sort((one, other) => displayName(one.user, guild.id).localeCompare(displayName(other.user, guild.id)));
  const byRole = Map.groupBy(here, (each) => rolesOf(each).find((role) => role.hoist) ?? null);
  const hoisted = [...byRole.keys()].filter(Boolean).sort((one, other) => other.position - one.position);
  const others = byRole.has(null) ? [["Online", byRole.get(null)]] : [];
  return [...hoisted.map((role) => [role.name, byRole.get(role)]), ...others];
}

const partners = (channel) => [find("users", channel.recipient_id), theBot()].filter(Boolean).map((user) => ({ user }));

function group([name, members]) {
  return [h("li", { class: "member-group", role: "presentation" }, h("h3", {}, `${name} — ${members.length}`)),
    members.map(row)];
}

function row(member) {
  const { user } = member;
  const name = displayName(user, member.guild_id);
  const isOut = isTimedOut(member);
  const isOwner = find("guilds", member.guild_id)?.owner_id === user.id;
  return h("li", {}, h("button", {
    type: "button", class: `member${isOut ? " timed-out" : ""}`, tabindex: "-1",
    "aria-label": [name, user.bot && "app", isOwner && "server owner", isOut && "timed out"].filter(Boolean).join(", "),
    ...leadsToUser(user.id),
  },
  h("span", { class: "with-status" }, avatar(table("users").get(user.id) ?? user, 32)),
  h("span", { class: "member-name", style: { color: colorOf(user.id, member.guild_id) } }, name),
  user.bot && appTag(),
  isOwner && h("span", { class: "owner", title: "Server owner" }, icon("crown", 14)),
  isOut && h("span", { class: "out", title: `Timed out until ${dateAndTime(member.communication_disabled_until)}` },
    icon("clock", 16))));
}
