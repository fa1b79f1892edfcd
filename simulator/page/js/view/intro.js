// What stands over the first message: what a channel is, and what to do next.

import { slash } from "../compose/commands.js";
import { h } from "../dom.js";
import { icon } from "../icon.js";
import { avatar, channelIcon, displayName } from "../names.js";
import { isThread } from "../rights.js";
import { all, state } from "../store.js";
import { partner } from "./channels.js";
import { deed } from "./moderate.js";

/** How a channel begins. */
export function introView(channel) {
  if (channel.type === 1) return directIntro(channel);
  const what = isThread(channel) ? "thread" : "channel";
  return h("div", { class: "intro" }, h("span", { class: "intro-icon" }, icon(channelIcon(channel), 40)),
    h("h2", {}, isThread(channel) ? channel.name : `Welcome to #${channel.name}!`),
    h("p", {}, `This is the start of the ${isThread(channel) ? channel.name : `#${channel.name}`} ${what}. `,
      channel.topic), next());
}

function directIntro(channel) {
  const user = partner(channel);
  const name = displayName(user);
  return h("div", { class: "intro" }, avatar(user, 80), h("h2", {}, name),
    h("p", {}, `This is the beginning of your direct messages with ${name}.`), next());
}

function next() {
  if (!state.viewer || all("commands").length || slash().length) return null;
  return h("p", { class: "intro-next" }, icon("command", 18), h("span", {},
    "No commands yet. Let the bot register them with ", h("code", {}, "PUT /applications/{id}/commands"),
    ": they appear here at once, when you write ", h("code", {}, "/"), "."));
}

/** What is shown where no channel can be open. */
export function nowhereView() {
  if (all("guilds").length || !state.viewer) {
    return h("div", { class: "intro" }, h("h2", {}, "Nothing is open here"),
      h("p", {}, "Choose a channel, or be another member: press your name at the bottom left."));
  }
  const join = h("button", { type: "button", class: "act primary", onclick: () => deed({ do: "join" }) },
    "Join the server");
  return h("div", { class: "intro" }, h("h2", {}, "You are in no server"),
    h("p", {},
      "You have left, or were sent away. Join again, or be another member: press your name at the bottom left."), join);
}
