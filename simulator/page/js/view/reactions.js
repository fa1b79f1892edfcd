// The little board of emoji from which a reaction is added.

import { h } from "../dom.js";
import { float } from "./layer.js";
import { deed } from "./moderate.js";
import { rove } from "./roving.js";

const EMOJI = [
  ["👍", "thumbs up"], ["👎", "thumbs down"], ["❤️", "heart"], ["😂", "joy"], ["😮", "astonished"], ["😢", "cry"],
  ["😡", "rage"], ["🎉", "tada"], ["🔥", "fire"], ["👀", "eyes"], ["✅", "check mark"], ["❌", "cross mark"],
  ["⭐", "star"], ["🤔", "thinking"], ["🙏", "pray"], ["💯", "hundred"], ["🃏", "joker"], ["⚔️", "swords"],
  ["🐉", "dragon"], ["🏆", "trophy"], ["1️⃣", "one"], ["2️⃣", "two"], ["3️⃣", "three"], ["4️⃣", "four"],
];
const ACROSS = 6;

/** Let the viewer choose an emoji for a message; choosing the same one again takes it away. */
export function openReactions(message, near) {
  const react = (emoji) => {
    close();
    void deed({ do: "react", message: message.id, emoji });
  };
  const grid = h("div", { class: "emoji-grid" }, EMOJI.map(([emoji, name]) =>
    h("button", { type: "button", "aria-label": name, title: `:${name.replaceAll(" ", "_")}:`,
      onclick: () => react(emoji) }, emoji)));
  const field = h("input", {
    type: "text", "aria-label": "Another emoji", placeholder: "Another emoji, or name:id", autocomplete: "off",
    onkeydown: (event) => {
      if (event.key !== "Enter" || !field.value.trim()) return;
      event.preventDefault();
      react(field.value.trim());
    },
  });
  const board = h("div", { class: "emoji-board", role: "dialog", "aria-label": "Add Reaction" }, grid, field);
  rove(grid, "button", "across");
  grid.addEventListener("keydown", (event) => down(event, grid));
  const close = float(board, { near });
  grid.firstElementChild.focus();
}

function down(event, grid) {
  const step = { ArrowDown: ACROSS, ArrowUp: -ACROSS }[event.key];
  const buttons = [...grid.children];
  const to = buttons[buttons.indexOf(event.target) + step];
  if (!step || !to) return;
  event.preventDefault();
  to.focus();
}
