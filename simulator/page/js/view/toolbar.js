// The small bar at the corner of the message that is pointed at or has the focus: react, reply, more.

import { composer } from "../compose/composer.js";
import { h } from "../dom.js";
import { icon } from "../icon.js";
import { find } from "../store.js";
import { openMenu } from "./menu.js";
import { messageMenu } from "./menus.js";
import { openReactions } from "./reactions.js";

/** Let messages of a list have the bar, from when they are first pointed at or have the focus. */
export function listenForToolbar(list) {
  const show = (event) => {
    const element = event.target.closest("[data-message]");
    const message = element && find("messages", element.dataset.message);
    if (message && !element.querySelector(":scope > .toolbar")) element.append(toolbar(message));
  };
  list.addEventListener("pointerover", show);
  list.addEventListener("focusin", show);
}

function toolbar(message) {
  const isPrivate = Boolean(message.visible_to);
  return h("div", { class: "toolbar", role: "group", "aria-label": "Message actions" },
    !isPrivate && action("Add Reaction", "react", (button) => openReactions(message, button)),
    !isPrivate && action("Reply", "reply", () => composer.replyTo?.(message)),
    action("More", "more", (button) => openMenu(button, messageMenu(message, button), { label: "Message" })));
}

function action(label, name, run) {
  const press = (event) => run(event.currentTarget);
  return h("button", { type: "button", "aria-label": label, title: label, onclick: press }, icon(name, 18));
}
