// The card of a person or a bot: who they are, their roles, and what the viewer may do with them.

import { post } from "../api.js";
import { h } from "../dom.js";
import { icon } from "../icon.js";
import { appTag, avatar, colorOf, displayName, hex } from "../names.js";
import { isTimedOut, rolesOf } from "../rights.js";
import { all, find, state, table } from "../store.js";
import { dateAndTime } from "../time.js";
import { current, openChannel } from "../view.js";
import { float } from "./layer.js";
import { openMenu } from "./menu.js";
import { userMenu } from "./menus.js";
import { trying } from "./notes.js";

const DATE = { year: "numeric", month: "short", day: "numeric" };

/** Show who somebody is, beside `anchor`. */
export function openUser(userId, anchor) {
  const user = find("users", userId);
  if (!user) return;
  const guildId = current().guild?.id;
  const member = table("members").get(`${guildId}:${userId}`);
  const card = h("div", { class: "popout", role: "dialog", "aria-label": `About ${displayName(user, guildId)}`,
    tabindex: "-1" });
  card.append(...parts(user, member, guildId, () => close()));
  const close = float(card, { near: anchor, side: "right" });
  card.focus({ preventScroll: true });
}

function parts(user, member, guildId, close) {
  return [
    banner(user),
    h("div", { class: "popout-top" }, h("span", { class: "popout-avatar" }, avatar(user, 80)),
      moreButton(user, member)),
    h("div", { class: "popout-body" },
      names(user, guildId),
      about(user),
      isTimedOut(member) && h("p", { class: "popout-timeout" }, icon("clock", 16),
        `Timed out until ${dateAndTime(member.communication_disabled_until)}`),
      member && since(member),
      member && roles(member),
      actions(user, close)),
  ];
}

function banner(user) {
  return h("div", { class: "popout-banner", style: { "--banner": hex(user.color ?? user.accent_color ?? 0x5865f2) } });
}

function names(user, guildId) {
  const shown = displayName(user, guildId);
  return h("header", {},
    h("h2", { style: { color: colorOf(user.id, guildId) } }, shown, user.bot && appTag()),
    h("p", { class: "popout-username" }, user.username,
      user.global_name && user.global_name !== shown && ` • ${user.global_name}`));
}

function about(user) {
  const application = all("application").find((each) => each.bot_id === user.id);
  return application?.description ? h("p", { class: "popout-about" }, application.description) : null;
}

function since(member) {
  const guild = find("guilds", member.guild_id);
  return h("section", {}, h("h3", {}, "Member since"),
    h("p", {}, dateAndTime(member.joined_at, DATE), guild && h("span", { class: "muted" }, ` in ${guild.name}`)));
}

function roles(member) {
  const all = rolesOf(member);
  return h("section", {}, h("h3", {}, all.length === 1 ? "Role" : "Roles"),
    all.length ? h("ul", { class: "popout-roles" }, all.map((role) => h("li", {},
      h("i", { class: "role-dot", style: { "--role": role.color ? hex(role.color) : null } }), role.name)))
      : h("p", { class: "muted" }, "None"));
}

function moreButton(user, member) {
  const button = h("button", {
    type: "button", class: "round", "aria-label": "More", title: "More", "aria-haspopup": "menu",
    onclick: () => openMenu(button, userMenu(user, member), { label: `About ${user.username}` }),
  }, icon("more", 18));
  return button;
}

function actions(user, close) {
  const isBot = all("application").some((each) => each.bot_id === user.id);
  if (!isBot || !state.viewer) return null;
  return h("button", {
    type: "button", class: "act primary wide", onclick: async () => {
      const channel = await trying(() => post("dms", { as: state.viewer.username }));
      if (!channel) return;
      close();
      openChannel(channel.id);
    },
  }, "Message");
}
