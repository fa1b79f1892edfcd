// Pictures: from the message's own files, or from the web; what cannot be shown says where it would be and what it shows.

import { get } from "../api.js";
import { h } from "../dom.js";
import { icon } from "../icon.js";

const PREFIX = "attachment://";
const LOOPBACK = new Set(["127.0.0.1", "localhost", "[::1]"]);
let asked = null;

/** Where a medium is: attachment:// names one of the message's own files; a proxy's address is preferred. */
export function source(medium, attachments = []) {
  if (!medium?.url?.startsWith(PREFIX)) return medium?.proxy_url ?? medium?.url ?? "";
  const name = medium.url.slice(PREFIX.length);
  const file = attachments.find(({ filename }) => filename === name);
  return file?.url ?? medium.proxy_url ?? medium.url;
}

/**
 * A picture that opens large when it is pressed. `description` is its alternative text; `spoiler` covers it until asked.
 * `ratio` is { width, height }, where they are known, so that nothing jumps when it has come.
 */
export function picture(url, options = {}) {
  const shown = isOutside(url) ? elsewhere(url, options) : frame(url, options);
  return options.spoiler ? covered(shown) : shown;
}

function frame(url, { description = "", ratio = {}, opens = true, className = "" }) {
  const image = h("img", {
    src: url,
    alt: description,
    loading: "lazy",
    decoding: "async",
    width: ratio.width,
    height: ratio.height,
  });
  const around = h(
    opens ? "button" : "span",
    {
      class: `picture ${className}`,
      type: opens ? "button" : null,
      title: description || null,
      "aria-label": opens ? `Image${description ? `: ${description}` : ""}` : null,
      onclick: opens ? () => enlarge(url, description) : null,
    },
    image,
  );
  image.addEventListener("error", () => missing(around, url, description));
  return around;
}

/** An address that a link may lead to, the web's or the simulator's own; null for scripts and the like. */
export const reachable = (url) => (/^(https?:\/\/|\/)/i.test(url ?? "") ? url : null);

/** Is it of the web? The simulator's own pictures bear the address that it knows itself by: the page's, or its like. */
export function isOutside(text) {
  if (!/^(https?:)?\/\//i.test(text) || !URL.canParse(text, location.href)) return false;
  const url = new URL(text, location.href);
  return url.origin !== location.origin && !(LOOPBACK.has(url.hostname) && url.port === location.port);
}

/** Whether the page may load pictures from the web: asked for once, when the first of them is there. */
const allowed = () =>
  (asked ??= get("settings").then(
    (settings) => Boolean(settings.pictures),
    () => false,
  ));

function elsewhere(url, options) {
  const { description = "", className = "" } = options;
  const properties = {
    class: `picture picture-missing ${className}`,
    href: url,
    target: "_blank",
    rel: "noopener noreferrer",
  };
  const name = `Image${description ? `: ${description}` : ""}`;
  const link = h("a", { ...properties, "aria-label": name, title: told(url, description) }, instead(url, description));
  void allowed().then((all) => all && link.replaceWith(frame(url, options)));
  return link;
}

function missing(around, url, description) {
  around.classList.add("picture-missing");
  around.replaceChildren(...instead(url, description));
  around.title = told(url, description);
}

const told = (url, description) =>
  [description, url, "Pictures of the web are not loaded here."].filter(Boolean).join("\n");

const instead = (url, description) => [
  icon("image", 24),
  h("span", { class: "picture-alt" }, description || "Image"),
  h("span", { class: "picture-address" }, url.startsWith("data:") ? "" : url),
];

/** Something blurred under a "Spoiler" button, until it is pressed. */
export function covered(element) {
  const hidden = h("div", { class: "cover-inside", inert: true, "aria-hidden": "true" }, element);
  const cover = h(
    "button",
    { type: "button", class: "cover-button", "aria-label": "Spoiler: show" },
    h("span", { class: "cover-pill" }, "Spoiler"),
  );
  const box = h("div", { class: "cover" }, hidden, cover);
  cover.addEventListener("click", () => {
    hidden.removeAttribute("inert");
    hidden.removeAttribute("aria-hidden");
    box.classList.add("cover-open");
    cover.remove();
  });
  return box;
}

/** Show a picture large, with what is said of it; Escape or a click beside it closes it. */
export function enlarge(url, description) {
  const image = h("img", { src: url, alt: description });
  const close = h(
    "button",
    { type: "button", class: "lightbox-close", "aria-label": "Close", onclick: () => dialog.close() },
    icon("close", 24),
  );
  const address = h("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, "Open in browser");
  const caption = h("figcaption", {}, description && h("span", {}, description), reachable(url) && address);
  const dialog = h(
    "dialog",
    { class: "lightbox", "aria-label": description || "Image" },
    close,
    h("figure", {}, image, caption),
  );
  image.addEventListener("error", () =>
    image.replaceWith(
      h("span", { class: "picture picture-missing" }, icon("image", 32), h("span", { class: "picture-address" }, url)),
    ),
  );
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog || event.target.tagName === "FIGURE") dialog.close();
  });
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
