// A message as the client shows it: whose it is, what it answers, what it says and holds, and what can be done with it.

import { markdown, plain } from "../markdown.js";
import { appTag, avatar, colorOf, displayName, isApp } from "../names.js";
import { h } from "../dom.js";
import { icon } from "../icon.js";
import { leadsToUser } from "../leads.js";
import { find, now, state } from "../store.js";
import { calendar, clockTime, fullDate, stamp, timeElement } from "../time.js";
import { attachmentsView } from "./attachments.js";
import { componentsView } from "./components.js";
import { embedsView } from "./embed.js";
import { leadView } from "./lead.js";
import { deed } from "./moderate.js";
import { dots, setFailure } from "./pending.js";
import { pollView } from "./poll.js";
import { reactionsView } from "./reacted.js";

// https://docs.discord.com/developers/resources/message#message-object-message-flags
const SUPPRESS_EMBEDS = 1 << 2;
const EPHEMERAL = 1 << 6;
const LOADING = 1 << 7;
const COMPONENTS_V2 = 1 << 15;
const TOKEN_LASTS = 15 * 60_000;

const has = (message, flag) => (message.flags & flag) !== 0;
const isEphemeral = (message) => Boolean(message.visible_to) || has(message, EPHEMERAL);

/** The server that a message is in; null in a direct message. */
export const guildOf = (message) => find("channels", message.channel_id)?.guild_id ?? null;

/** A message; `grouped` leaves its author out, for it follows one of theirs. */
export function messageView(message, { grouped = false } = {}) {
  const guildId = guildOf(message);
  const lead = leadView(message, guildId);
  const isCompact = grouped && !lead;
  const parts = [
    lead,
    isCompact ? gutterTime(message) : avatarButton(message, lead),
    !isCompact && head(message, guildId),
    body(message, guildId),
  ];
  return framed(message, guildId, [isCompact && "grouped", lead && "with-lead"], parts);
}

function framed(message, guildId, kinds, children) {
  const classes = [
    "message",
    ...kinds,
    isForViewer(message, guildId) && "mentioned",
    isEphemeral(message) && "ephemeral",
    message.pinned && "pinned",
  ];
  const name = `${displayName(message.author, guildId)}, ${calendar(message.timestamp)}: ${summary(message, guildId)}`;
  return h(
    "article",
    {
      role: "article",
      class: classes.filter(Boolean).join(" "),
      "data-message": message.id,
      "aria-label": name,
      tabindex: -1,
    },
    children,
  );
}

/** What a message says, in a few words. */
export function summary(message, guildId) {
  if (message.is_loading || has(message, LOADING)) return "is thinking";
  const text = plain(message.content, { guildId });
  if (text) return text.length > 100 ? `${text.slice(0, 99)}…` : text;
  const embed = message.embeds?.[0];
  if (embed) return plain(embed.title ?? embed.description ?? "", { guildId }).slice(0, 100) || "an embed";
  if (message.components?.length) return firstText(message.components, guildId) || "components";
  if (message.poll) return message.poll.question?.text ?? "a poll";
  return message.attachments?.length ? message.attachments.map(({ filename }) => filename).join(", ") : "";
}

function firstText(components, guildId) {
  for (const each of components) {
    const text = each.content
      ? plain(each.content, { guildId }).slice(0, 100)
      : firstText(each.components ?? [], guildId);
    if (text) return text;
  }
  return "";
}

function isForViewer(message, guildId) {
  const viewer = state.viewer?.id;
  if (!viewer || message.author?.id === viewer) return false;
  if (message.mention_everyone || message.mentions?.some(({ id }) => id === viewer)) return true;
  const roles = find("members", `${guildId}:${viewer}`)?.roles ?? [];
  return (message.mention_roles ?? []).some((id) => roles.includes(id));
}

function avatarButton({ author }) {
  const properties = { type: "button", class: "message-avatar", tabindex: -1, ...leadsToUser(author.id) };
  const label = `${displayName(author)}: profile`;
  return h("button", { ...properties, "aria-label": label }, avatar(author, 40));
}

const gutterTime = ({ timestamp }) => timeElement(timestamp, clockTime(timestamp), { class: "message-gutter" });

function head(message, guildId) {
  const { author } = message;
  const style = { color: colorOf(author.id, guildId) };
  return h(
    "header",
    { class: "message-head" },
    h(
      "button",
      { type: "button", class: "message-author", style, ...leadsToUser(author.id) },
      displayName(author, guildId),
    ),
    isApp(author) && appTag(),
    timeElement(message.timestamp, stamp(message.timestamp), { class: "message-time" }),
    message.pinned &&
      h("span", { class: "message-pin", title: "Pinned" }, icon("pin", 12), h("span", { class: "unseen" }, "Pinned")),
  );
}

function body(message, guildId) {
  return h(
    "div",
    { class: "message-body" },
    isLoading(message) ? thinking(message, guildId) : content(message, guildId),
    !isLoading(message) && held(message, guildId),
    reactionsView(message),
    failureLine(message),
    isEphemeral(message) && ephemeralNote(message),
  );
}

const isLoading = (message) => message.is_loading ?? has(message, LOADING);

function held(message, guildId) {
  const isLayout = has(message, COMPONENTS_V2);
  return [
    !isLayout && message.poll && pollView(message.poll, { message }),
    !isLayout && attachmentsView(message.attachments ?? []),
    !isLayout &&
      !has(message, SUPPRESS_EMBEDS) &&
      embedsView(message.embeds ?? [], { guildId, attachments: message.attachments }),
    message.components?.length > 0 && componentsView(message, { guildId }),
    isLayout && edited(message),
  ];
}

function content(message, guildId) {
  if (message.content) {
    const nodes = markdown(message.content, { guildId, jumbo: true });
    return h("div", { class: "message-content markup" }, nodes, edited(message));
  }
  if (has(message, COMPONENTS_V2) || !message.edited_timestamp) return null;
  return h("div", { class: "message-content" }, edited(message));
}

function edited({ edited_timestamp: at }) {
  return at && h("span", { class: "message-edited", title: fullDate(at) }, " (edited)");
}

function thinking(message, guildId) {
  if (isTooLate(message)) return didNotRespond();
  const name = displayName(message.author, guildId);
  return h("div", { class: "message-content thinking", role: "status" }, dots(), h("span", {}, `${name} is thinking…`));
}

// Of others' interactions the page does not know how they are: by its age it knows that nothing can come any more.
function isTooLate({ interaction_id: id, timestamp }) {
  const interaction = find("interactions", id);
  return interaction ? interaction.state === "expired" : now() - Date.parse(timestamp) > TOKEN_LASTS;
}

/** What stands where an answer should be. */
export function didNotRespond(sentence = "The application did not respond") {
  return h("div", { class: "message-content failure", role: "status" }, icon("warning", 16), h("span", {}, sentence));
}

function failureLine(message) {
  const line = h(
    "div",
    { class: "failed-press failure", role: "status", hidden: true },
    icon("warning", 14),
    h("span"),
  );
  setFailure(line, message.id);
  return line;
}

function ephemeralNote(message) {
  const dismiss = () => void deed({ do: "dismiss", message: message.id });
  return noteOfPrivacy(dismiss);
}

/** "Only you can see this • Dismiss message" */
export function noteOfPrivacy(dismiss) {
  return h(
    "div",
    { class: "message-private" },
    icon("eye", 16),
    h("span", {}, "Only you can see this"),
    h("span", { "aria-hidden": "true" }, "•"),
    h("button", { type: "button", class: "text-button", onclick: dismiss }, "Dismiss message"),
  );
}
