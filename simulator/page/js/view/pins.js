// The pinned messages of the open channel, in a card under their button.

import { h } from "../dom.js";
import { leadsTo } from "../leads.js";
import { avatar, displayName } from "../names.js";
import { all } from "../store.js";
import { current } from "../view.js";
import { float } from "./layer.js";

/** Show them; a press on one leads to it. */
export function openPins(near) {
  const { channel, guild } = current();
  const pinned = all("messages", (each) => each.channel_id === channel.id && each.pinned).reverse();
  const leave = () => close({ refocus: false });
  const item = (message) => h("li", {}, h("button",
    { type: "button", onclick: leave, ...leadsTo("message", message.id) },
    avatar(message.author, 24),
    h("span", {}, h("b", {}, displayName(message.author, guild?.id)), h("span", {}, summary(message)))));
  const card = h("div", { class: "pins", role: "dialog", "aria-label": "Pinned Messages", tabindex: "-1" },
    h("h2", {}, "Pinned Messages"),
    pinned.length ? h("ul", {}, pinned.map(item))
      : h("p", { class: "muted" }, "Nothing is pinned here. Pin a message by its menu."));
  const close = float(card, { near });
  (card.querySelector("button") ?? card).focus();
}

function summary({ content, embeds, attachments }) {
  return content || embeds?.[0]?.title || embeds?.[0]?.description || attachments?.[0]?.filename
    || "A message with components";
}
