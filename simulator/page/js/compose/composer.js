// The composer: a message is typed and sent, or a slash opens the picker and a command is entered.

import { post, upload } from "../api.js";
import { sentence, useCommand } from "../deeds.js";
import { h } from "../dom.js";
import { icon } from "../icon.js";
import { displayName } from "../names.js";
import { find, now, state, subscribe } from "../store.js";
import { styled } from "../time.js";
import { watch } from "../view/modal.js";
import { Bar, app } from "./bar.js";
import * as commands from "./commands.js";
import { Entry } from "./entry.js";
import { pressed } from "./keys.js";
import { parseLine } from "./line.js";
import { mentionable } from "./lists.js";
import { Mentions } from "./mentions.js";
import { withMentions } from "./names.js";
import { ATTACHMENT } from "./options.js";
import { Picker } from "./picker.js";
import { MOST_CHARACTERS, allowed } from "./rules.js";

class Composer {
  #id = null;
  #drafts = new Map();
  #entry = null;
  #isShut = false; // the picker, by Escape, until the slash is gone
  #reply = null;
  #may = { mayWrite: true, mayCommand: true, reason: null };
  #timer = null;
  #bar = new Bar();
  #panels = h("div", { class: "panels" });
  #left = h("span", { class: "characters-left", "aria-hidden": "true" });
  #reason = h("p", { class: "composer-reason", hidden: true });
  #box;
  #picker;
  #mentions;
  #field;
  element;

  constructor() {
    this.#box = h("textarea", {
      class: "composer-box", rows: 1, "aria-autocomplete": "list", "aria-haspopup": "listbox", "aria-describedby": "composer-bar",
      autocomplete: "off", oninput: () => this.#typed(), onkeydown: (event) => this.#pressed(event),
      onfocus: () => this.#entry?.openBox(), onblur: () => this.#blurred(),
    });
    this.#picker = new Picker({ owner: () => this.#box, onpick: (leaf) => this.#enter(leaf) });
    this.#mentions = new Mentions(this.#box, () => this.#channel);
    this.#panels.append(this.#picker.element, this.#mentions.element);
    const apps = h("button", { type: "button", class: "composer-apps", "aria-label": "Use a command", title: "Use a command",
      onmousedown: (event) => event.preventDefault(), onclick: () => this.#slash() }, icon("apps", 22));
    this.#field = h("div", { class: "composer-field", onmousedown: (event) => this.#pointed(event) }, this.#box);
    this.element = h("div", { class: "composer", "data-mode": "text" }, this.#panels, this.#bar.element,
      h("div", { class: "composer-frame" }, this.#reason, this.#field, this.#left, apps));
    subscribe(() => this.#refresh());
    commands.subscribe(() => this.#listed());
  }

  /** Write in this channel; each keeps what was not sent. */
  setChannel(channel) {
    const id = channel?.id ?? null;
    if (this.#id === id) return;
    if (this.#id !== null) this.#drafts.set(this.#id, this.#entry ? "" : this.#box.value);
    this.#leave();
    this.#stopReply();
    this.#id = id;
    void commands.openChannel(id);
    this.#box.value = this.#drafts.get(id) ?? "";
    this.#isShut = this.#box.value !== "";
    this.#grow();
    this.#refresh();
  }

  /** Enter a command, as where a mention of it was clicked: a leaf, or what names one ({ name, id } or "</name:id>"). */
  async insertCommand(said, values = {}) {
    await commands.ready();
    const [name, id] = namesOf(said);
    const named = commands.slash().filter((leaf) => leaf.name === name);
    const leaf = named.find((each) => each.id === id) ?? named[0];
    if (leaf) this.#enter(leaf, Object.entries(values));
    else this.#bar.say(`/${name} is not for you in this channel.`);
  }

  /** Answer a message. */
  replyTo(message) {
    this.#reply = message;
    this.#bar.answer(displayName(message.author, this.#channel?.guild_id), () => this.#stopReply());
    this.focus();
  }

  /** The channel as it is now, or undefined where none is open. */
  get #channel() {
    return this.#id === null ? undefined : find("channels", this.#id);
  }

  focus() {
    if (!this.#entry) this.#box.focus();
  }

  // --- text

  #typed() {
    this.#grow();
    if (this.#entry && !this.#box.value.startsWith("/")) return this.#entry.typedInBox();
    if (this.#entry) this.#startOver();
    if (!this.#reply) this.#bar.clear();
    const text = this.#box.value;
    if (!text.startsWith("/")) this.#isShut = false;
    const said = parseLine(text, commands.slash());
    if (said && !this.#isShut) return this.#enter(said.leaf, withBefore(said));
    this.#openPicker();
    return this.#picker.isOpen ? this.#mentions.close() : this.#mentions.typed();
  }

  /** A slash behind the pills begins another command. */
  #startOver() {
    const text = this.#box.value;
    this.#leave();
    this.#box.value = text;
  }

  #openPicker() {
    const text = this.#box.value;
    const isWanted = text.startsWith("/") && !text.includes("\n") && !this.#isShut && document.activeElement === this.#box;
    if (!isWanted || !commands.known()) return this.#closePicker();
    this.#picker.open(text.slice(1), commands.slash(), this.#may.mayCommand);
    return this.#box.setAttribute("aria-controls", this.#picker.list.id);
  }

  #closePicker() {
    this.#picker.close();
    this.#mentions.close();
    if (!this.#entry) this.#box.removeAttribute("aria-controls");
  }

  #pressed(event) {
    if (this.#entry) return pressed(event, null, this.#entry);
    if (event.isComposing) return undefined;
    const isDone = this.#picker.isOpen ? this.#pressedInPicker(event) : this.#mentions.key(event);
    if (isDone) return event.preventDefault();
    if (event.key === "Escape" && this.#reply) return this.#stopReply();
    if (event.key !== "Enter" || event.shiftKey) return undefined;
    event.preventDefault();
    return this.#send();
  }

  #pressedInPicker(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) this.#picker.list.move(step);
    else if (event.key === "Escape") this.#shut();
    else if ((event.key === "Enter" || event.key === "Tab") && !event.shiftKey && this.#picker.current) this.#picker.current.pick();
    else return false;
    return true;
  }

  #shut() {
    this.#isShut = true;
    this.#closePicker();
  }

  /** Send the text. Before the list of commands has come, nobody knows whether it is one. */
  async #send() {
    const text = this.#box.value;
    if (text.startsWith("/") && !this.#isShut && !commands.known()) {
      await commands.ready();
      this.#typed();
      return this.#picker.current?.pick();
    }
    const content = text.trim();
    if (!content || !this.#channel) return undefined;
    if (!this.#may.mayWrite) return this.#bar.say(this.#may.reason);
    if ([...content].length > MOST_CHARACTERS) return this.#bar.say(`A message has at most ${MOST_CHARACTERS} characters.`);
    return this.#post(text, content);
  }

  async #post(text, content) {
    const reply = this.#reply;
    const said = withMentions(content, mentionable("@", this.#channel), mentionable("#", this.#channel));
    this.#put("");
    this.#stopReply();
    try {
      await post("messages", { as: state.viewer?.username, channel: this.#id, content: said, ...(reply && { reply_to: reply.id }) });
    } catch (error) {
      if (!this.#box.value && !this.#entry) this.#put(text);
      this.#bar.say(error.message);
    }
  }

  #put(text) {
    this.#box.value = text;
    this.#grow();
    if (text === "") this.#isShut = false;
    this.#closePicker();
  }

  #grow() {
    const lines = this.#box.value.split("\n").length;
    this.#box.rows = Math.min(lines, 12); // for browsers without field-sizing
    const left = MOST_CHARACTERS - [...this.#box.value].length;
    this.#left.textContent = left < 200 ? String(left) : "";
    this.#left.classList.toggle("over", left < 0);
  }

  #slash() {
    this.#leave();
    this.#box.focus();
    if (!this.#box.value.startsWith("/")) this.#box.value = "/";
    this.#isShut = false;
    this.#typed();
  }

  #stopReply() {
    this.#reply = null;
    if (!this.#entry) this.#bar.clear();
  }

  #pointed(event) {
    if (event.target.closest("input, textarea, button, .option-pill")) return;
    event.preventDefault();
    this.#box.focus();
  }

  #blurred() {
    this.#entry?.closeBox();
    setTimeout(() => document.activeElement !== this.#box && this.#closePicker());
  }

  // --- a command

  #enter(leaf, given = []) {
    this.#leave();
    this.#put("");
    this.#stopReply();
    this.element.dataset.mode = "command";
    this.#entry = new Entry(leaf, {
      box: this.#box, bar: this.#bar, panels: this.#panels, channel: () => this.#channel,
      onsend: (values) => void this.#use(values), onleave: () => this.#leave(true),
    });
    this.#placeholder();
    this.#entry.start(given);
    return this.#entry;
  }

  #leave(isFocused = false) {
    if (!this.#entry) return;
    const entry = this.#entry;
    this.#entry = null;
    entry.end();
    this.element.dataset.mode = "text";
    this.#bar.clear();
    this.#put("");
    this.#placeholder();
    if (isFocused) this.#box.focus();
  }

  async #use(values) {
    const { leaf, entries } = this.#entry;
    const id = this.#id;
    this.#leave(true);
    const outcome = await send(leaf, values);
    if (outcome.id !== null || this.#id !== id || this.#entry || this.#box.value) return;
    this.#enter(leaf).restore(entries);
    this.#bar.show(leaf, null, sentence(outcome));
  }

  // --- what may be done

  #listed() {
    if (this.#entry && !commands.slash().some((leaf) => leaf.id === this.#entry.leaf.id && leaf.name === this.#entry.leaf.name)) {
      const { name } = this.#entry.leaf;
      this.#leave();
      this.#bar.say(`/${name} is not for you any more.`);
    }
    if (!this.#entry && document.activeElement === this.#box && this.#box.value.startsWith("/")) this.#typed();
  }

  #refresh() {
    clearTimeout(this.#timer);
    const member = find("members", `${this.#channel?.guild_id}:${state.viewer?.id}`);
    const end = member?.communication_disabled_until ? Date.parse(member.communication_disabled_until) : null;
    this.#may = allowed({ bits: state.rights?.[this.#channel?.id], until: end, now: now(), formatTime: (at) => styled(at, "f") });
    if (end !== null && end > now()) this.#timer = setTimeout(() => this.#refresh(), Math.min(end - now() + 50, 2 ** 31 - 1));
    const isOff = !this.#channel || (!this.#may.mayWrite && !this.#may.mayCommand);
    if (isOff) this.#leave();
    this.element.classList.toggle("off", isOff);
    this.element.hidden = !this.#channel;
    this.#box.disabled = isOff;
    this.#reason.hidden = !this.#may.reason;
    this.#reason.textContent = this.#may.reason ?? "";
    this.#placeholder();
  }

  #placeholder() {
    const name = !this.#channel ? "Message" : this.#channel.name ? `Message #${this.#channel.name}`
      : `Message @${displayName(partner(this.#channel), null)}`;
    this.#box.setAttribute("aria-label", name);
    const { reason, mayCommand } = this.#may;
    this.#box.placeholder = this.#entry ? "" : !reason ? name : mayCommand ? "Type / to use a command" : "";
  }
}

/** Who one talks with in a direct message: the bot, unless the viewer is nobody of the two. */
function partner(channel) {
  const recipient = channel.recipient_id ?? channel.recipients?.[0]?.id;
  return recipient === state.viewer?.id ? app().bot_id : recipient;
}

/** Files first, for the command names them by the ids of their uploads. */
async function send(leaf, values) {
  const isFile = (name) => leaf.options.find((each) => each.name === name)?.type === ATTACHMENT;
  try {
    const told = async ([name, value]) => [name, isFile(name) ? await upload(value) : value];
    return await useCommand(leaf, Object.fromEntries(await Promise.all(Object.entries(values).map(told))));
  } catch (error) {
    return { id: null, state: "failed", errors: error.message };
  }
}

/** What stands before the first option's name belongs to the first option that is required and not said. */
function withBefore({ leaf, before, values }) {
  const open = (leaf.options ?? []).find((each) => each.required && !values.some(([name]) => name === each.name));
  return before && open ? [[open.name, before], ...values] : values;
}

/** The name and the id of a command, of a leaf, { name, id } or "</name:id>". */
function namesOf(said) {
  if (typeof said !== "string") return [said.name, said.id];
  const mention = /^<\/(.+):(\d+)>$/.exec(said);
  return mention ? mention.slice(1) : [said.replace(/^\//, ""), undefined];
}

/** The one composer of the page. */
export const composer = new Composer();

/** Its element; from now on, forms that the bot opens are shown too. */
export function composerView() {
  watch();
  return composer.element;
}
