// The reactions under a message: press one to join in or to take yours back.

import { emojiName } from "../markdown/emoji.js";
import { partialEmoji } from "../markdown.js";
import { displayName } from "../names.js";
import { h } from "../dom.js";
import { icon } from "../icon.js";
import { state } from "../store.js";
import { deed } from "./moderate.js";
import { openReactions } from "./reactions.js";

/** An emoji as a deed names it: a character, or name:id. */
export const emojiKey = ({ id, name }) => (id ? `${name}:${id}` : name);

/** The row of reactions, or null where there are none. */
export function reactionsView(message) {
  if (!message.reactions?.length) return null;
  const add = (event) => openReactions(message, event.currentTarget);
  return h(
    "div",
    { class: "reactions" },
    message.reactions.map((each) => reaction(message, each)),
    h(
      "button",
      {
        type: "button",
        class: "reaction reaction-add",
        "aria-label": "Add Reaction",
        title: "Add Reaction",
        onclick: add,
      },
      icon("react", 18),
    ),
  );
}

function reaction(message, { emoji, count, user_ids: ids, me }) {
  const mine = ids ? ids.includes(state.viewer?.id) : me;
  const name = emoji.id ? emoji.name : emojiName(emoji.name);
  const who = (ids ?? []).map((id) => displayName(id)).join(", ");
  return h(
    "button",
    {
      type: "button",
      class: "reaction",
      "aria-pressed": String(mine),
      title: who ? `${who} reacted with ${name}` : name,
      "aria-label": `${name}, ${count} ${count === 1 ? "reaction" : "reactions"}`,
      onclick: () => void deed({ do: "react", message: message.id, emoji: emojiKey(emoji) }),
    },
    partialEmoji(emoji),
    h("span", { class: "reaction-count" }, count),
  );
}
