// What the viewer asked the bot for, while nothing has come: it is being sent, or it failed, and why.

import { h } from "../dom.js";
import { appTag, avatar, colorOf, displayName, theBot } from "../names.js";
import { all, find, state } from "../store.js";
import { stamp, timeElement } from "../time.js";
import { openExchange } from "./inspector.js";
import { commandLine } from "./lead.js";
import { didNotRespond, noteOfPrivacy } from "./message.js";
import { reason } from "./reason.js";

const COMMAND = 2;
const FORM = 5;
const SLASH = 1;
const KEPT = "dismissed";

const dismissed = new Set(JSON.parse(sessionStorage.getItem(KEPT) ?? "[]"));
const listeners = new Set();

/** Call `listener(interaction_id)` when the viewer has dismissed a ghost. */
export const onDismissed = (listener) => listeners.add(listener);

/** Whether an interaction is shown as a message that is none. */
export function isGhost(interaction) {
  if (interaction.user_id !== state.viewer?.id || dismissed.has(interaction.id)) return false;
  if (interaction.state === "sent") return interaction.type === COMMAND;
  return interaction.state === "failed" && [COMMAND, FORM].includes(interaction.type);
}

export function ghostView(interaction) {
  const bot = theBot();
  const failed = interaction.state === "failed";
  const name = displayName(bot, interaction.guild_id);
  const words = failed ? "The application did not respond" : "Sending command…";
  return h("article", {
    class: `message with-lead ghost ${failed ? "failed ephemeral" : "sending"}`, "data-interaction": interaction.id,
    tabindex: "-1",
    "aria-label": `${name}: ${words}`, "aria-busy": failed ? null : "true",
  },
  lead(interaction),
  h("span", { class: "message-avatar" }, avatar(bot, 40)),
  h("header", { class: "message-head" },
    h("span", { class: "message-author", style: { color: colorOf(bot?.id, interaction.guild_id) } }, name), appTag(),
    timeElement(interaction.created, stamp(interaction.created), { class: "message-time" })),
  h("div", { class: "message-body" }, failed ? failure(interaction)
    : h("p", { class: "message-content ghost-sending" }, words)));
}

function lead(interaction) {
  const user = find("users", interaction.user_id);
  if (interaction.type === FORM) {
    return h("div", { class: "message-lead" }, h("span", { class: "lead-spine", "aria-hidden": "true" }),
      avatar(user, 16), h("span", { class: "lead-name", style: { color: colorOf(user?.id, interaction.guild_id) } },
        displayName(user, interaction.guild_id)),
      h("span", {}, " sent the form "), h("code", {}, interaction.said));
  }
  const type = find("commands", interaction.command_id)?.type ?? SLASH;
  return commandLine({ ...interaction, target_name: type === SLASH ? null : " " }, { user }, interaction.guild_id);
}

function failure(interaction) {
  const exchange = all("exchanges", (each) => each.interaction_id === interaction.id && each.to_bot)[0];
  return [
    didNotRespond(),
    h("p", { class: "ghost-why" }, reason(interaction.errors), " ",
      exchange && h("button", { type: "button", class: "text-button", onclick: () => openExchange(exchange.id) },
        "See the exchange")),
    noteOfPrivacy(() => dismiss(interaction.id)),
  ];
}

function dismiss(id) {
  dismissed.add(id);
  sessionStorage.setItem(KEPT, JSON.stringify([...dismissed].slice(-200)));
  for (const listener of listeners) listener(id);
}
