// Names in a message's text, and the mentions that they stand for. Pure: no page, no store.

const FORMS = { user: "<@", role: "<@&", channel: "<#" };
const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** The name that is being typed before the caret: { sign, name, start }, or null. */
export function nameBefore(text, caret) {
  const found = /(?:^|\s)([@#])([^\s@#]*)$/u.exec(text.slice(0, caret));
  return found && { sign: found[1], name: found[2], start: caret - found[2].length - 1 };
}

/**
 * A text with mentions in place of the names that are whole words: "@mai" becomes "<@1>". `people` and `channels` are
 * rows as lists have them; code is left as it is.
 */
export function withMentions(text, people, channels) {
  const ids = new Map([...channels, ...people].reverse().flatMap((row) => namesOf(row).map((name) => [name.toLowerCase(), row])));
  const names = [...ids.keys()].sort((one, other) => other.length - one.length).map(escaped).join("|");
  if (!names) return text;
  const name = new RegExp(`(?<![\\p{L}\\p{N}<])(?:${names})(?![\\p{L}\\p{N}_-])`, "giu");
  const swap = (part) => part.replace(name, (said) => mention(ids.get(said.toLowerCase())));
  return text.split(/(`+[^`]+`+)/).map((part, index) => (index % 2 ? part : swap(part))).join("");
}

function namesOf({ icon, label, user }) {
  if (icon === "user") return [`@${user.username}`];
  return [icon === "channel" ? `#${label}` : `@${label}`];
}

const mention = (row) => `${FORMS[row.icon]}${row.value}>`;
