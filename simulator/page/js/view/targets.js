// Opens the menus of people, messages and channels: by a right click, the menu key, or Shift+F10.

import { displayName } from "../names.js";
import { find, table } from "../store.js";
import { current } from "../view.js";
import { openMenu } from "./menu.js";
import { channelMenu, messageMenu, userMenu } from "./menus.js";
import { openUser } from "./popout.js";

// The innermost thing counts: a person's name within a message is the person.
function menuAt(target, near) {
  const about = target.closest("[data-user], [data-message], [data-channel]")?.dataset ?? {};
  const { user: userId, message: messageId, channel: channelId } = about;
  const guildId = current().guild?.id;
  const [user, message, channel] = [find("users", userId), find("messages", messageId), find("channels", channelId)];
  if (user) {
    const member = table("members").get(`${guildId}:${userId}`);
    const profile = { label: "Profile", run: () => openUser(userId, near) };
    return { items: [profile, ...userMenu(user, member)], label: displayName(user, guildId) };
  }
  if (message) return { items: messageMenu(message, near), label: "Message" };
  return channel ? { items: channelMenu(channel), label: channel.name ?? "Channel" } : null;
}

/** Let right clicks and the menu key open the menus. */
export function listenForMenus() {
  document.addEventListener("contextmenu", (event) => open(event, { x: event.clientX, y: event.clientY }));
  document.addEventListener("keydown", (event) => {
    const isMenuKey = event.key === "ContextMenu" || (event.key === "F10" && event.shiftKey);
    if (!isMenuKey) return;
    const box = event.target.getBoundingClientRect();
    open(event, { x: box.left + Math.min(48, box.width / 2), y: box.top + Math.min(24, box.height) });
  });
}

function open(event, near) {
  // A link, a field and selected text keep the browser's own menu.
  const isOwn = event.target.closest("input, textarea, [contenteditable], a[href^=http]");
  if (isOwn || (event.shiftKey && event.type === "contextmenu")) return;
  const menu = menuAt(event.target, near);
  if (!menu) return;
  event.preventDefault();
  openMenu(near, menu.items, { label: menu.label });
}
