// Messages that nobody wrote: somebody came, a message was pinned, a thread was begun.

import { h } from "../dom.js";
import { icon } from "../icon.js";
import { leadsTo, leadsToUser } from "../leads.js";
import { colorOf, displayName } from "../names.js";
import { find } from "../store.js";
import { stamp, timeElement } from "../time.js";
import { reactionsView } from "./reacted.js";

const WELCOMES = [
  ["", " joined the party."], ["", " is here."], ["Welcome, ", ". We hope you brought cards."],
  ["A wild ", " appeared."],
  ["", " just landed."], ["Good to see you, ", "."], ["", " just showed up!"],
];
const WORDS = {
  1: ["plus", (who) => [who, " added somebody to the conversation."]],
  3: ["voice", (who) => [who, " started a call."]],
  4: ["hash", (who, message) => [who, ` changed the channel's name: `, h("b", {}, message.content)]],
  6: ["pin", pinned],
  7: ["join", welcome],
  8: ["plus", (who) => [who, " boosted the server."]],
  12: ["announce", (who, message) => [who, " follows ", h("b", {}, message.content), " in this channel."]],
  18: ["thread", thread],
  21: ["thread", (who) => [who, " started this thread."]],
  24: ["shield", (who, message) => ["AutoMod has blocked a message of ", who, message.content && `: ${message.content}`]],
  46: ["check", (who) => ["The poll of ", who, " has closed."]],
};

/** Whether a message is one of these. */
export const isSystem = (message) => message.type in WORDS;

export function systemView(message) {
  const [name, words] = WORDS[message.type];
  const line = h("p", { class: "system-line" }, words(author(message), message), " ",
    timeElement(message.timestamp, stamp(message.timestamp), { class: "message-time" }));
  return h("article", { class: "message system", "data-message": message.id, tabindex: "-1",
    "aria-label": line.textContent },
    h("span", { class: `system-icon ${name}` }, icon(name, 18)), line, reactionsView(message));
}

function author(message) {
  const guildId = find("channels", message.channel_id)?.guild_id;
  const id = message.author.id;
  const style = { color: colorOf(id, guildId) };
  return h("button", { type: "button", class: "name-link", style, ...leadsToUser(id) },
    displayName(message.author, guildId));
}

function pinned(who, message) {
  const id = message.message_reference?.message_id;
  return [who, " pinned ", id ? link("a message", "message", id) : "a message", " to this channel."];
}

function welcome(who, message) {
  const [before, after] = WELCOMES[Number(BigInt(message.id) % BigInt(WELCOMES.length))];
  return [before, who, after];
}

function thread(who, message) {
  const id = message.message_reference?.channel_id;
  const name = message.content || find("channels", id)?.name || "a thread";
  return [who, " started a thread: ", id ? link(name, "channel", id) : h("b", {}, name)];
}

const link = (words, to, id) => h("button", { type: "button", class: "text-button", ...leadsTo(to, id) }, words);
