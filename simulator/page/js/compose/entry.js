// A command that is being entered: its name, a pill for each option, and the box behind them for further ones.

import { suggest } from "../deeds.js";
import { fill, h } from "../dom.js";
import { Extras } from "./extras.js";
import { pressed } from "./keys.js";
import { typedInto, valuesOf } from "./line.js";
import { rowsOf } from "./lists.js";
import { shown } from "./match.js";
import { ATTACHMENT, REQUIRED, check, isClosed, meant } from "./options.js";
import { Pill } from "./pills.js";
import { Values } from "./values.js";

/**
 * Enters `leaf` in front of `box`, which stays where one types what no pill takes. `bar` tells of the option at hand,
 * `panels` is where lists go, `channel()` where the command is used. `onsend(values)` and `onleave()` are called when
 * there is nothing more to enter.
 */
export class Entry {
  #on;
  #box;
  #options;
  #pills = [];
  #active = null;
  #isOver = false;
  #name;
  #row = h("span", { class: "option-pills" });
  #more;
  #values;
  #extras;

  constructor(leaf, on) {
    this.leaf = leaf;
    this.#on = on;
    this.#box = on.box;
    this.#options = leaf.options ?? [];
    this.#more = h("button", { type: "button", class: "more", tabindex: "-1", onclick: () => this.#box.focus() });
    this.#values = new Values({
      channel: on.channel, suggest: (pill, text) => this.#suggest(pill, text), pick: (pill, row) => this.#choose(pill, row),
      files: (pill, files) => this.#hold(pill, files),
    });
    this.#extras = new Extras({ box: on.box, remaining: () => this.#remaining(), add: (option) => this.#take(option) });
  }

  /** Draw it, with texts for some options: [[name, text], …]; and go to the first that wants something. */
  start(given = []) {
    this.#name = h("span", { class: "command-name" }, `/${shown(this.leaf)}`);
    this.#box.before(this.#name, this.#row);
    this.#box.after(this.#more);
    this.#on.panels.append(this.#values.element, this.#extras.element);
    for (const option of this.#options.filter((each) => each.required)) this.#add(option);
    this.#count();
    this.#write(given);
    this.#goTo(this.#pills.find((pill) => this.#problem(pill) !== null));
  }

  /** Take it away. */
  end() {
    this.#isOver = true;
    this.#values.close();
    this.#extras.close();
    for (const each of [this.#name, this.#row, this.#more, this.#values.element, this.#extras.element]) each.remove();
  }

  // --- what the keys do

  listOf(pill) {
    return (pill ? this.#values : this.#extras).list;
  }

  /** Hide the list at hand; false where there is none, and the key means the command. */
  shut(pill) {
    return (pill ? this.#values : this.#extras).hide();
  }

  leave() {
    this.#on.onleave();
    return true;
  }

  browse() {
    this.#values.browse();
  }

  unfile(pill) {
    this.#hold(pill, []);
    return true;
  }

  /** To the neighbour; false where there is none, and the key goes on to the rest of the page. */
  step(pill, by, isAtEnd = true) {
    const at = (pill ? this.#pills.indexOf(pill) : this.#pills.length) + by;
    if (at < 0 || at > this.#pills.length) return false;
    if (at === this.#pills.length) this.#goTo(null);
    else this.#pills[at].focus(isAtEnd);
    return true;
  }

  /** Take a pill away; without any left, the command goes too. */
  remove(pill) {
    if (this.#pills.length === 1) return this.leave();
    const at = this.#pills.indexOf(pill);
    this.#pills.splice(at, 1);
    this.#pills[Math.max(0, at - 1)].focus();
    pill.element.remove();
    this.#count();
    return true;
  }

  /** Enter: on to what is still missing, or send. */
  enter(pill) {
    const rest = pill ? this.#pills.slice(this.#pills.indexOf(pill) + 1) : [];
    const empty = rest.find((each) => each.option.required && this.#found(each).missing);
    if (pill && this.#problem(pill) !== null) this.#complain([pill]);
    else if (empty) empty.focus();
    else this.#send();
    return true;
  }

  // --- the box behind the pills

  /** It has got the focus. */
  openBox() {
    this.#active = null;
    this.#values.close();
    this.#extras.open();
    this.#tell();
  }

  closeBox() {
    this.#extras.close();
  }

  /** Something was typed in it: the name of an option and a colon make a pill of it. */
  typedInBox() {
    const said = valuesOf(this.#box.value, this.#open());
    if (!said.values.length) return this.openBox();
    this.#box.value = said.before;
    return this.#write(said.values).focus();
  }

  // --- pills

  #remaining() {
    return this.#options.filter((option) => !this.#pillOf(option));
  }

  /** Options without a pill, or with an empty one. */
  #open() {
    return this.#options.filter((option) => !this.#pillOf(option) || this.#found(this.#pillOf(option)).missing);
  }

  #pillOf(option) {
    return this.#pills.find((pill) => pill.option === option);
  }

  #add(option) {
    const pill = new Pill(option, {
      focus: () => this.#focused(pill), blur: () => this.#blurred(pill), input: () => this.#typed(pill),
      key: (event) => pressed(event, pill, this), files: (_, files) => this.#hold(pill, files),
    });
    const order = (each) => this.#options.indexOf(each.option);
    const after = option.required ? this.#pills.find((each) => order(each) > order(pill)) : undefined;
    if (after) this.#pills.splice(this.#pills.indexOf(after), 0, pill);
    else this.#pills.push(pill);
    this.#row.insertBefore(pill.element, after?.element ?? null);
    this.#count();
    return pill;
  }

  #take(option) {
    this.#box.value = "";
    this.#add(option).focus();
  }

  #count() {
    const left = this.#remaining();
    this.#more.hidden = left.length === 0;
    fill(this.#more, `+${left.length} ${left.some((each) => each.required) ? "more" : "optional"}`);
    this.#on.box.toggleAttribute("data-alone", this.#pills.length === 0);
  }

  /** Write texts into pills; one that means a row of a list chooses it. Returns the last pill. */
  #write(given) {
    let last = null;
    for (const [name, text] of given) {
      const option = this.#options.find((each) => each.name === name);
      if (!option) continue;
      last = this.#pillOf(option) ?? this.#add(option);
      if (option.type === ATTACHMENT) continue;
      const row = isClosed(option) ? meant(rowsOf(option, this.#on.channel()), String(text)) : null;
      if (row) last.choose(row);
      else last.write(String(text));
    }
    return last;
  }

  #goTo(pill) {
    if (pill) return pill.focus();
    if (document.activeElement === this.#box) return this.openBox();
    return this.#box.focus();
  }

  // --- the pill at hand

  #focused(pill) {
    this.#active = pill;
    this.#extras.close();
    this.#values.open(pill);
    this.#tell();
  }

  #blurred(pill) {
    setTimeout(() => {
      if (this.#isOver || this.#active !== pill || document.activeElement === pill.input) return;
      if (this.#values.element.contains(document.activeElement)) return;
      this.#values.close();
      this.#active = null;
      this.#tell();
    });
  }

  #typed(pill) {
    const others = this.#open().filter((option) => option !== pill.option);
    const said = typedInto(pill.entry.text, pill.option, others);
    if (said) pill.write(said.own);
    const last = said?.values.length ? this.#write(said.values) : pill;
    if (last !== pill) return last.focus();
    this.#values.typed();
    return this.#tell();
  }

  #choose(pill, row) {
    pill.choose(row);
    const rest = this.#pills.slice(this.#pills.indexOf(pill) + 1);
    this.#goTo(rest.find((each) => this.#found(each).value === undefined));
  }

  #hold(pill, files) {
    pill.hold(files[0] ?? null);
    pill.fail(this.#found(pill).error ?? null);
    pill.focus();
    this.#focused(pill);
  }

  #tell(sentence = this.#active?.error ?? null) {
    this.#on.bar.show(this.leaf, this.#active?.option ?? null, sentence);
  }

  #found(pill) {
    return check(pill.option, pill.entry, isClosed(pill.option) ? rowsOf(pill.option, this.#on.channel()) : []);
  }

  #problem(pill) {
    const { missing, error } = this.#found(pill);
    return missing && pill.option.required ? REQUIRED : error ?? null;
  }

  #complain(wrong) {
    for (const pill of wrong) pill.fail(this.#problem(pill));
    wrong[0].focus();
    this.#tell();
  }

  // --- sending

  #send() {
    const text = this.#box.value.trim();
    if (text) return this.#tell(`/${shown(this.leaf)} has no further option “${text}”. Clear it, or choose one from the list.`);
    for (const option of this.#remaining().filter((each) => each.required)) this.#add(option);
    const wrong = this.#pills.filter((pill) => this.#problem(pill) !== null);
    return wrong.length ? this.#complain(wrong) : this.#on.onsend(this.#given(this.#pills));
  }

  #given(pills) {
    const values = pills.map((pill) => [pill.option.name, this.#found(pill).value]);
    return Object.fromEntries(values.filter(([, value]) => value !== undefined));
  }

  /** What the bot is told while an option is typed: the others so far, and this one's text as it stands. */
  #suggest(pill, text) {
    const others = this.#given(this.#pills.filter((each) => each !== pill && !each.isFile));
    return suggest(this.leaf, { ...others, [pill.option.name]: text }, pill.option.name);
  }

  /** What was entered, to be restored where it could not be sent. */
  get entries() {
    return this.#pills.map((pill) => ({ option: pill.option, ...pill.entry }));
  }

  restore(entries) {
    for (const { option, text, row, file } of entries) {
      const pill = this.#pillOf(option) ?? this.#add(option);
      if (file) pill.hold(file);
      else if (row) pill.choose(row);
      else pill.write(text);
    }
    this.#goTo(null);
  }
}
