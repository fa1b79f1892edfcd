// A whole command in one line, as people type or paste it: "/card search name:Blue-Eyes attribute:LIGHT". Pure.

import { plain, shown } from "./match.js";

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** The names that an option may be typed by. */
export const optionNames = (option) => [...new Set([option.display_name, option.name].filter(Boolean))];

/**
 * The command that a line begins with, once it can be no other one any more: its name and then a blank.
 * Resolves to { leaf, rest }, or null.
 */
export function commandOf(text, leaves) {
  if (!text.startsWith("/")) return null;
  const said = text.slice(1).replace(/\u3000/g, " ");
  const found = leaves.flatMap((leaf) => [...new Set([shown(leaf), leaf.name])].map((name) => ({ leaf, name })))
    .filter(({ name }) => startsWithName(said, name))
    .sort((one, other) => other.name.length - one.name.length)[0];
  return found ? { leaf: found.leaf, rest: said.slice(found.name.length).trim() } : null;
}

function startsWithName(said, name) {
  return plain(said.slice(0, name.length)) === plain(name) && /^\s/.test(said.slice(name.length));
}

/**
 * What a line says of each option, in the order said: { before, values: [[option name, text], …] }. `before` is what
 * stands in front of the first one. A value goes on until the next option's name and colon. With `isTyped`, a name
 * whose colon is followed by nothing or a blank is still text: it may yet be meant so.
 */
export function valuesOf(rest, options, { isTyped = false } = {}) {
  const names = options.flatMap((option) => optionNames(option).map((name) => [plain(name), option.name]));
  if (!names.length) return { before: rest.trim(), values: [] };
  const spelled = names.map(([name]) => escaped(name)).sort((one, other) => other.length - one.length).join("|");
  const found = [...rest.matchAll(new RegExp(`(^|\\s)(${spelled})[:：]${isTyped ? "(?=\\S)" : ""}`, "giu"))];
  const values = found.map((match, index) => {
    const end = found[index + 1]?.index ?? rest.length;
    const name = names.find(([spelling]) => spelling === plain(match[2]))[1];
    return [name, rest.slice(match.index + match[0].length, end).trim()];
  });
  return { before: rest.slice(0, found[0]?.index ?? rest.length).trim(), values: firstOfEach(values) };
}

/**
 * A text typed into an option's pill that says more than this option: its own name in front, or further options.
 * Resolves to { own, values }, or null where it is simply the option's text.
 */
export function typedInto(text, option, others) {
  const named = valuesOf(text, [option], { isTyped: true });
  const isNamed = named.values.length > 0 && named.before === "";
  const mine = isNamed ? text.slice(text.search(/[:：]/) + 1) : text;
  const said = valuesOf(mine, others, { isTyped: true });
  return isNamed || said.values.length ? { own: said.values.length ? said.before : mine, values: said.values } : null;
}

/** An option said twice counts once; the second is dropped, as there is no second pill for it. */
function firstOfEach(values) {
  return values.filter(([name], index) => values.findIndex(([other]) => other === name) === index);
}

/** A line as a command with values, or null where it is none: { leaf, before, values }. */
export function parseLine(text, leaves) {
  const said = commandOf(text, leaves);
  return said && { leaf: said.leaf, ...valuesOf(said.rest, said.leaf.options ?? []) };
}
