// One entry of a channel's log: a message, a system message or a ghost, with the day's line where a day begins.

import { h } from "../dom.js";
import { all, find } from "../store.js";
import { ghostView, isGhost } from "./ghosts.js";
import { messageView } from "./message.js";
import { isSystem, systemView } from "./system.js";

export { onDismissed } from "./ghosts.js";

const TOGETHER = 7 * 60_000;
const EPHEMERAL = 64;

/** Snowflakes in the order in which they were made. */
export const compareIds = (one, other) => one.length - other.length || (one < other ? -1 : one > other ? 1 : 0);

/** All that a channel's log shows, from the oldest to the newest. */
export function entriesOf(channelId) {
  const messages = all("messages", (each) => each.channel_id === channelId)
    .map((record) => ({ id: record.id, kind: "message", record }));
  const ghosts = all("interactions", (each) => each.channel_id === channelId && isGhost(each))
    .map((record) => ({ id: record.id, kind: "ghost", record }));
  return [...messages, ...ghosts].sort((one, other) => compareIds(one.id, other.id));
}

/** The entry of this id in a channel, if there is one. */
export function isEntryOf(id, channelId) {
  const message = find("messages", id);
  if (message) return message.channel_id === channelId ? { id, kind: "message", record: message } : null;
  const interaction = find("interactions", id);
  return interaction && interaction.channel_id === channelId && isGhost(interaction)
    ? { id, kind: "ghost", record: interaction } : null;
}

/** The element of an entry, by what stands before it. `data-start` tells how it begins. */
export function element(entry, before) {
  const day = startsDay(entry, before);
  const grouped = !day && isGrouped(entry, before);
  const start = day ? "day" : grouped ? "grouped" : "head";
  return h("div", { class: "entry", "data-entry": entry.id, "data-start": start }, day && dayLine(entry),
    drawn(entry, grouped));
}

function drawn({ kind, record }, grouped) {
  if (kind === "ghost") return ghostView(record);
  return isSystem(record) ? systemView(record) : messageView(record, { grouped });
}

const timeOf = ({ kind, record }) => (kind === "ghost" ? record.created : Date.parse(record.timestamp));
const dayOf = (entry) => new Date(timeOf(entry)).toDateString();
const startsDay = (entry, before) => !before || dayOf(entry) !== dayOf(before);

function isGrouped(entry, before) {
  if (!before || entry.kind === "ghost" || before.kind === "ghost") return false;
  const [one, other] = [before.record, entry.record];
  if (isSystem(one) || other.type !== 0 || other.interaction_metadata || other.message_reference) return false;
  return one.author?.id === other.author?.id && (one.flags & EPHEMERAL) === (other.flags & EPHEMERAL)
    && one.webhook_id === other.webhook_id && timeOf(entry) - timeOf(before) < TOGETHER;
}

function dayLine(entry) {
  const words = new Date(timeOf(entry)).toLocaleDateString("en", { day: "numeric", month: "long", year: "numeric" });
  return h("div", { class: "day", role: "separator", "aria-label": words }, h("span", {}, words));
}
