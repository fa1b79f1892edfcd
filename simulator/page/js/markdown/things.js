// What stands for something else: mentions, commands, emoji, moments, links, escapes.

import { CHARACTERS } from "./emoji.js";

const match = (pattern, make) => (source, at) => {
  pattern.lastIndex = at;
  const found = pattern.exec(source.text);
  return found && { ...make(...found), end: pattern.lastIndex };
};

/** What may stand between < and >. */
export const angled = [
  match(/<@!?(\d{1,20})>/y, (_, id) => ({ type: "user", id })),
  match(/<@&(\d{1,20})>/y, (_, id) => ({ type: "role", id })),
  match(/<#(\d{1,20})>/y, (_, id) => ({ type: "channel", id })),
  match(/<\/([^:<>\n]{1,110}):(\d{1,20})>/y, (_, name, id) => ({ type: "command", name, id })),
  match(/<id:(customize|browse|guide|home|linked-roles)(?::(\d{1,20}))?>/y, (_, to, id) => ({
    type: "navigate",
    to,
    id,
  })),
  match(/<(a?):(\w{1,64}):(\d{1,20})>/y, (_, a, name, id) => ({ type: "emoji", name, id, animated: a === "a" })),
  match(/<t:(-?\d{1,13})(?::([tTdDfFsSR]))?>/y, (_, at, style) => ({
    type: "time",
    at: Number(at),
    style: style ?? "f",
  })),
  link(/<(https?:\/\/[^\s<>]+)>/iy),
];

function link(pattern) {
  return (source, at) => {
    if (source.inLink) return null;
    pattern.lastIndex = at;
    const found = pattern.exec(source.text);
    const href = found && address(found[1]);
    return href && { type: "link", href, children: [{ type: "text", value: found[1] }], end: pattern.lastIndex };
  };
}

/** An address as the browser would open it, or null where it is not one of the web's. */
export function address(text) {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  return ["http:", "https:"].includes(url.protocol) ? url.href : null;
}

/** An address in the text. Punctuation at its end, and a bracket that it did not open, belong to the sentence. */
export function bare(source, at) {
  if (source.inLink) return null;
  const pattern = /https?:\/\/[^\s<]*[^<.,:;"'\]\s]/iy;
  pattern.lastIndex = at;
  const found = pattern.exec(source.text)?.[0].split("](")[0];
  if (!found) return null;
  let open = 0;
  let shown = found;
  for (let here = 0; here < found.length; here += 1) {
    if (found[here] === "(") open += 1;
    else if (found[here] === ")" && (open -= 1) < 0) {
      shown = found.slice(0, here);
      break;
    }
  }
  const href = address(shown);
  return href && { type: "link", href, children: [{ type: "text", value: shown }], end: at + shown.length };
}

/** [words](address "title"): not where the words themselves look like an address, which would deceive. */
export function masked(source, at) {
  const { text } = source;
  const to = source.inLink ? -1 : (source.brackets().get(at) ?? -1);
  if (to < 0 || text[to + 1] !== "(") return null;
  const pattern = /\(\s*(?:<([^\s<>]+)>|((?:\([^\s()]*\)|[^\s()<>])+))(?:\s+["']([^\n"']*)["'])?\s*\)/y;
  pattern.lastIndex = to + 1;
  const found = pattern.exec(text);
  const words = text.slice(at + 1, to);
  const href = found && address(found[1] ?? found[2]);
  if (!href || !words.trim() || /https?:\/\//i.test(words)) return null;
  return { type: "link", href, title: found[3], inner: words, masked: true, end: pattern.lastIndex };
}

/** A backslash takes the meaning of the sign after it. */
export function escaped(source, at) {
  if (source.text.startsWith("\\_(ツ)_/¯", at)) return { type: "text", value: "\\_(ツ)_/¯", end: at + 8 };
  const next = source.text[at + 1];
  return next && /[^0-9A-Za-z\s]/.test(next) ? { type: "text", value: next, end: at + 2 } : null;
}

export const everyone = match(/@(everyone|here)/y, (_, name) => ({ type: "everyone", name }));

/** :name: of an emoji that has one. */
export function named(source, at) {
  const pattern = /:([a-z0-9_+-]{2,40}):/y;
  pattern.lastIndex = at;
  const value = CHARACTERS.get(pattern.exec(source.text)?.[1] ?? "");
  return value && { type: "unicode", value, end: pattern.lastIndex };
}
