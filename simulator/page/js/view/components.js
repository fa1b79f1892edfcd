// Components of a message: rows of buttons and selects, and the parts of a layout.

import { emojiName } from "../markdown/emoji.js";
import { markdown, partialEmoji } from "../markdown.js";
import { press } from "../deeds.js";
import { h } from "../dom.js";
import { icon } from "../icon.js";
import { containerView, fileComponent, galleryView, sectionView, separatorView, thumbnailView } from "./layout.js";
import { note } from "./notes.js";
import { dots, setBusy } from "./pending.js";
import { selectView } from "./select.js";

// https://docs.discord.com/developers/components/reference#component-object-component-types
const ROW = 1;
const BUTTON = 2;
const SELECTS = [3, 5, 6, 7, 8];
const STYLES = { 1: "primary", 2: "secondary", 3: "success", 4: "danger", 5: "link", 6: "premium" };
const LINK = 5;
const PREMIUM = 6;

/** All components of a message; `guildId` is its server. */
export function componentsView(message, { guildId = null } = {}) {
  const context = { message, guildId, attachments: message.attachments ?? [], draw: componentView };
  return h(
    "div",
    { class: "components" },
    (message.components ?? []).map((each) => componentView(each, context)),
  );
}

/** One component, and what it holds. */
export function componentView(component, context) {
  if (SELECTS.includes(component.type)) return messageSelect(component, context);
  return (DRAWN[component.type] ?? unknown)(component, context);
}

const DRAWN = {
  [ROW]: ({ components = [] }, context) =>
    h(
      "div",
      { class: "action-row" },
      components.map((each) => componentView(each, context)),
    ),
  [BUTTON]: buttonView,
  9: sectionView,
  10: ({ content }, { guildId }) => h("div", { class: "text-display markup" }, markdown(content, { guildId })),
  11: thumbnailView,
  12: galleryView,
  13: fileComponent,
  14: separatorView,
  17: containerView,
};

const unknown = ({ type }) =>
  h("p", { class: "component-unknown" }, `A component of type ${type} stands here; the page does not show this kind.`);

/** A button of any style. Its name is its label, or its emoji's name where it has no label. */
export function buttonView(component, { message }) {
  const { style, label, emoji } = component;
  const name =
    label || (emoji && (emoji.id ? emoji.name : emojiName(emoji.name))) || (style === PREMIUM ? "Subscribe" : "Button");
  const shared = { class: `button button-${STYLES[style] ?? "secondary"}`, "aria-label": name };
  const inside = h(
    "span",
    { class: "button-inside" },
    emoji && h("span", { class: "button-emoji", "aria-hidden": "true" }, partialEmoji(emoji)),
    style === PREMIUM && icon("shop", 16),
    (label || !emoji) && h("span", { class: "button-label" }, label || name),
    style === LINK && icon("external", 14),
  );
  if (style === LINK) return linkButton(component, shared, inside);
  if (style === PREMIUM) {
    const say = () => note("Purchases are not simulated.");
    return h(
      "button",
      { ...shared, type: "button", disabled: component.disabled, "data-sku": component.sku_id, onclick: say },
      inside,
    );
  }
  const properties = { ...shared, type: "button", disabled: component.disabled, "data-custom-id": component.custom_id };
  const use = () => void press(message, component);
  const button = h("button", { ...properties, onclick: use }, inside, dots());
  setBusy(button, message.id);
  return button;
}

function linkButton({ url, disabled }, shared, inside) {
  if (disabled || !/^(https?|discord):\/\//i.test(url ?? ""))
    return h("button", { ...shared, type: "button", disabled: true }, inside);
  return h("a", { ...shared, href: url, title: url, target: "_blank", rel: "noopener noreferrer" }, inside);
}

function messageSelect(component, { message, guildId }) {
  const use = (values) => void press(message, component, values);
  const select = selectView({ component, guildId, channelId: message.channel_id, onchange: use, message });
  return select;
}
