// The bar on top of the composer: what the option at hand is, what is wrong, or whom one answers.

import { h } from "../dom.js";
import { icon } from "../icon.js";
import { avatar } from "../names.js";
import { table } from "../store.js";
import { bounds, shownDescription, shownName } from "./options.js";

/** The application that commands are of: { name, bot_id }. */
export const app = () => [...table("application").values()][0] ?? { name: "App", bot_id: null };

/** Its picture. */
export const appPicture = (size) => avatar(app().bot_id, size);

export class Bar {
  #words = h("div", { class: "bar-words" });
  #wrong = h("div", { class: "bar-failed", role: "alert" });
  #side = h("div", { class: "bar-side" });
  element = h("div", { id: "composer-bar", class: "bar", hidden: true }, this.#words, this.#wrong, this.#side);

  /** Tell of a command, or of its option; `wrong` is a sentence, or null. */
  show(leaf, option, wrong) {
    const side = h("span", { class: "bar-app" }, appPicture(16), h("span", {}, app().name));
    if (!option) return this.#put([h("span", { class: "bar-description" }, leaf.description)], wrong, side);
    const range = bounds(option);
    const kind = option.required ? null : h("span", { class: "bar-kind" }, "Optional");
    return this.#put([
      h("span", { class: "bar-name" }, shownName(option)), kind,
      h("span", { class: "bar-description" }, shownDescription(option)), range && h("span", { class: "bar-bounds" }, range),
    ], wrong, side);
  }

  /** Say a sentence, of something that was not done. */
  say(sentence) {
    this.#put([], sentence, null);
  }

  /** Tell whom one answers; `onstop` takes it back. */
  answer(name, onstop) {
    const stop = h("button", { type: "button", class: "bar-stop", "aria-label": "Cancel the reply", onclick: onstop }, icon("close", 16));
    this.#put([h("span", { class: "bar-description" }, "Replying to ", h("strong", {}, name))], null, stop);
  }

  clear() {
    this.#put([], null, null);
    this.element.hidden = true;
  }

  #put(words, wrong, side) {
    this.element.hidden = false;
    const shown = words.filter(Boolean);
    this.#words.replaceChildren(...(wrong === null ? shown : shown.slice(0, 1).filter((each) => each.className === "bar-name")));
    this.#wrong.replaceChildren(...(wrong === null ? [] : [icon("warning", 16), h("span", {}, wrong)]));
    this.#side.replaceChildren(...(side ? [side] : []));
  }
}
