// The line over a message: the command that it answers, or the message that it replies to.

import { plain } from "../markdown.js";
import { appTag, avatar, colorOf, displayName, isApp } from "../names.js";
import { h } from "../dom.js";
import { icon } from "../icon.js";
import { leadsTo, leadsToUser } from "../leads.js";
import { find } from "../store.js";

const COMMAND = 2;
const REPLY = 19;

/** The line over a message, or null. */
export function leadView(message, guildId) {
  const metadata = message.interaction_metadata;
  if (metadata?.type === COMMAND) return commandLine(message, metadata, guildId);
  const isReply = message.type === REPLY || (message.message_reference && (message.message_reference.type ?? 0) === 0);
  return isReply ? replyLine(message, guildId) : null;
}

/** "⌐ Mai used /card": also over what is only on its way, which has no message yet. */
export function commandLine({ said, command_id: id, target_name: target }, metadata, guildId) {
  const { user } = metadata;
  const isMenu = Boolean(metadata.target_user || metadata.target_message_id || target);
  const name = said ?? metadata.name ?? "a command";
  const chip = isMenu
    ? h("span", { class: "command-chip" }, icon("apps", 14), name)
    : h(
        "button",
        { type: "button", class: "command-chip", title: `Use /${name} too`, ...leadsTo("command", id, name) },
        icon("command", 14),
        name,
      );
  if (!isMenu) chip.setAttribute("aria-label", `/${name}`);
  return h(
    "div",
    { class: "message-lead" },
    h("span", { class: "lead-spine", "aria-hidden": "true" }),
    person(user, guildId),
    h("span", {}, " used "),
    chip,
    isMenu && on(metadata, target, guildId),
  );
}

function on(metadata, target, guildId) {
  const user = metadata.target_user;
  const name = user ? displayName(user, guildId) : target;
  return name && [h("span", {}, " on "), h("span", { class: "lead-name" }, name)];
}

function person(user, guildId, at = "") {
  const style = { color: colorOf(user?.id, guildId) };
  return [
    avatar(user, 16),
    h(
      "button",
      { type: "button", class: "lead-name", style, ...leadsToUser(user?.id) },
      at + displayName(user, guildId),
    ),
  ];
}

function replyLine(message, guildId) {
  const id = message.message_reference?.message_id;
  const before = find("messages", id) ?? message.referenced_message;
  const spine = h("span", { class: "lead-spine", "aria-hidden": "true" });
  if (!before) {
    return h(
      "div",
      { class: "message-lead" },
      spine,
      h("span", { class: "lead-lost" }, icon("reply", 12)),
      h("em", {}, "Original message was deleted"),
    );
  }
  const isPinged = message.mentions?.some((user) => user.id === before.author.id);
  return h(
    "div",
    { class: "message-lead" },
    spine,
    person(before.author, guildId, isPinged ? "@" : ""),
    isApp(before.author) && appTag(),
    h("button", { type: "button", class: "lead-text", ...leadsTo("message", before.id) }, preview(before, guildId)),
  );
}

function preview(message, guildId) {
  const text = plain(message.content, { guildId });
  if (text) return text;
  return h("em", {}, "Click to see attachment", " ", icon("image", 14));
}
