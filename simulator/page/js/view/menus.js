// What the menus of people, messages and channels offer: the bot's commands for them, and what is done by hand.

import { composer } from "../compose/composer.js";
import { rightClickCommands } from "../deeds.js";
import { displayName } from "../names.js";
import { viewerMay } from "../rights.js";
import { find, state } from "../store.js";
import { current } from "../view.js";
import { ask } from "./ask.js";
import { deed, moderation, rolesMenu } from "./moderate.js";
import { copy } from "./notes.js";
import { openReactions } from "./reactions.js";
import { lookAsMember } from "./viewer.js";

/** What can be done with somebody. */
export function userMenu(user, member) {
  const isViewer = user.id === state.viewer?.id;
  return [
    !user.bot && !isViewer && { label: `Be ${displayName(user, member?.guild_id)}`, hint: "See and act as they do",
      run: () => lookAsMember(user.username) },
    apps({ user_id: user.id }),
    null,
    member && rolesMenu(member),
    null,
    ...moderation(member),
    null,
    { label: "Copy User ID", icon: "copy", run: () => copy(user.id, "User ID") },
  ];
}

/** What can be done with a message. */
export function messageMenu(message, anchor) {
  const channel = find("channels", message.channel_id);
  const isEphemeral = Boolean(message.visible_to);
  const mayPin = !channel?.guild_id || viewerMay("PIN_MESSAGES", channel.id)
    || viewerMay("MANAGE_MESSAGES", channel.id);
  const mayDelete = message.author?.id === state.viewer?.id
    || (channel?.guild_id && viewerMay("MANAGE_MESSAGES", channel.id));
  const id = { message: message.id };
  return [
    !isEphemeral && { label: "Add Reaction", icon: "smile", run: () => openReactions(message, anchor) },
    !isEphemeral && composer.replyTo && { label: "Reply", icon: "reply", run: () => composer.replyTo(message) },
    !isEphemeral && apps({ message }),
    null,
    message.content && { label: "Copy Text", icon: "copy", run: () => copy(message.content, "Text") },
    !isEphemeral && mayPin && {
      label: message.pinned ? "Unpin Message" : "Pin Message", icon: "pin", run: () => deed({ do: "pin", ...id }),
    },
    null,
    !isEphemeral && { label: "Copy Message Link", icon: "copy", run: () => copy(linkTo(message), "Link") },
    { label: "Copy Message ID", icon: "copy", run: () => copy(message.id, "Message ID") },
    null,
    isEphemeral && { label: "Dismiss Message", icon: "close", run: () => deed({ do: "dismiss", ...id }) },
    !isEphemeral && mayDelete && { label: "Delete Message", icon: "trash", danger: true, run: () => remove(message) },
  ];
}

/** What can be done with a channel. */
export function channelMenu(channel) {
  const path = `#/${channel.guild_id ?? "@me"}/${channel.id}`;
  return [
    { label: "Copy Link", icon: "copy", run: () => copy(new URL(path, location).href, "Link") },
    channel.topic && { label: "Copy Topic", icon: "copy", run: () => copy(channel.topic, "Topic") },
    { label: "Copy Channel ID", icon: "copy", run: () => copy(channel.id, "Channel ID") },
  ];
}

function apps(target) {
  const commands = rightClickCommands(target);
  const none = { label: "No commands for this", hint: "Register one of type 2 or 3", disabled: true };
  return { label: "Apps", items: commands.length ? commands : [none] };
}

async function remove(message) {
  const said = await ask({
    title: "Delete Message", does: "Delete", danger: true, text: "Are you sure that you want to delete this message?",
  });
  if (said) await deed({ do: "delete_message", message: message.id });
}

/** A message's address, as Discord writes it: bots look for such ones. */
function linkTo({ channel_id: channelId, id }) {
  return `https://discord.com/channels/${current().guild?.id ?? "@me"}/${channelId}/${id}`;
}
