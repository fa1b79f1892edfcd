// The form that a bot opens: a dialog over the page, whose text is kept until it has been sent.

import { upload } from "../api.js";
import { app, appPicture } from "../compose/bar.js";
import { sentence, submitModal } from "../deeds.js";
import { h } from "../dom.js";
import { icon } from "../icon.js";
import { state, subscribe } from "../store.js";
import { FILES, initial, isSame, partsOf, problem } from "./form.js";
import { fieldView, textView } from "./fields.js";

const WRONG = "Something went wrong. Try again.";

/** What was entered and not sent, by viewer and form, and then by field. */
const drafts = new Map();

let open = null;

/** Open each form that the bot answers the viewer with. Returns what ends it. */
export function watch() {
  return subscribe((changes) => {
    if (changes === null) open?.isOf(state.viewer) || open?.close();
    for (const { table, key, value, before } of changes ?? []) {
      if (table !== "interactions") continue;
      const isMine = value?.user_id === state.viewer?.id;
      if (isMine && value.state === "modal" && value.modal && before?.state !== "modal") openModal(value);
      else if (open?.interaction.id === key && !value?.modal) open.gone();
    }
  });
}

/** Open the form of an interaction; one that is open makes room for it. */
export function openModal(interaction) {
  open?.close();
  open = new Form(interaction);
  open.show();
}

class Form {
  #fields = [];
  #values = new Map();
  #isSending = false;
  #before = document.activeElement;
  #dialog;
  #wrong = h("p", { class: "modal-wrong", role: "alert" });
  #submit = h("button", { type: "submit", class: "modal-button primary" }, h("span", { class: "modal-button-label" }, "Submit"),
    h("span", { class: "dots", "aria-hidden": "true" }, h("i"), h("i"), h("i")));

  constructor(interaction) {
    this.interaction = interaction;
    this.viewer = state.viewer;
    this.key = `${this.viewer?.id}:${interaction.modal.custom_id}`;
    this.#dialog = this.#draw();
  }

  isOf(viewer) {
    return this.viewer?.id === viewer?.id;
  }

  show() {
    document.body.append(this.#dialog);
    this.#dialog.showModal();
    (this.#fields[0]?.view ?? this.#submit).focus();
  }

  /** Close without telling the bot, as Discord does; what was entered is there again at the next opening. */
  close() {
    if (open === this) open = null;
    this.#dialog.close();
    this.#dialog.remove();
    if (this.#before?.isConnected) this.#before.focus({ preventScroll: true });
  }

  /** The form has been answered, or another one took its place. */
  gone() {
    if (!this.#isSending) this.close();
  }

  #draw() {
    const { modal, guild_id: guildId, channel_id: channelId } = this.interaction;
    const place = { guildId, channelId };
    const parts = partsOf(modal).map((part) => ("text" in part ? textView(part.text, guildId) : this.#field(part, place)));
    const submit = (event) => { event.preventDefault(); void this.#send(); };
    const cancel = (event) => { event.preventDefault(); this.close(); };
    const form = h("form", { class: "modal-form", novalidate: true, onsubmit: submit },
      this.#head(modal.title), h("div", { class: "modal-body" }, this.#warning(), parts), this.#wrong, this.#foot());
    const dialog = h("dialog", { class: "modal", "aria-labelledby": "modal-title", oncancel: cancel }, form);
    let isOutside = false;
    dialog.addEventListener("pointerdown", (event) => { isOutside = event.target === dialog; });
    dialog.addEventListener("click", (event) => isOutside && event.target === dialog && this.close());
    return dialog;
  }

  #head(title) {
    return h("header", { class: "modal-head" }, appPicture(24), h("h2", { id: "modal-title" }, title),
      h("button", { type: "button", class: "modal-close", "aria-label": "Close", onclick: () => this.close() }, icon("close", 22)));
  }

  #warning() {
    return h("p", { class: "modal-warning" }, icon("warning", 18), h("span", {},
      "This form will be submitted to ", h("strong", {}, app().name), ". Do not share passwords or other sensitive information."));
  }

  #foot() {
    return h("footer", { class: "modal-foot" },
      h("button", { type: "button", class: "modal-button", onclick: () => this.close() }, "Cancel"), this.#submit);
  }

  #field(question, place) {
    const draft = drafts.get(this.key)?.get(question.id);
    this.#values.set(question.id, draft ?? initial(question.component));
    const field = { question, view: null };
    field.view = fieldView(question, this.#values.get(question.id), (value) => this.#changed(field, value), place);
    this.#fields.push(field);
    return field.view.element;
  }

  #changed({ question, view }, value) {
    this.#values.set(question.id, value);
    view.fail(null);
    this.#wrong.replaceChildren();
    if (!drafts.has(this.key)) drafts.set(this.key, new Map());
    if (isSame(value, initial(question.component))) drafts.get(this.key).delete(question.id);
    else drafts.get(this.key).set(question.id, value);
  }

  #isGood() {
    const wrong = this.#fields.filter(({ question, view }) => {
      const said = problem(question, this.#values.get(question.id));
      view.fail(said);
      return said !== null;
    });
    wrong[0]?.view.focus();
    return wrong.length === 0;
  }

  async #send() {
    if (this.#isSending || !this.#isGood()) return;
    this.#busy(true);
    this.#wrong.replaceChildren();
    const outcome = await this.#submitted();
    this.#busy(false);
    if (outcome.state === "failed") return this.#failed(outcome);
    drafts.delete(this.key);
    if (open === this) this.close();
  }

  #busy(isSending) {
    this.#isSending = isSending;
    this.#submit.toggleAttribute("data-busy", isSending);
    this.#submit.setAttribute("aria-busy", String(isSending));
  }

  #failed(outcome) {
    const reason = outcome.id === null ? ` ${sentence(outcome)}` : "";
    this.#wrong.replaceChildren(icon("warning", 16), h("span", {}, WRONG + reason));
  }

  async #submitted() {
    try {
      const given = await Promise.all(this.#fields.map(async ({ question }) => {
        const value = this.#values.get(question.id);
        return [question.id, question.component.type === FILES ? await Promise.all(value.map(upload)) : value];
      }));
      return await submitModal(this.interaction, Object.fromEntries(given));
    } catch (error) {
      return { id: null, state: "failed", errors: error.message };
    }
  }
}
