// Runs of marked text: bold, italics, underline, strike-through, spoiler and code. Where one ends is found in one pass.

/**
 * Where a run that is marked on both sides by `mark` ends: the index of the closing mark, or -1. A mark that is escaped
 * does not close; neither does one that is followed by its own character again, unless `loose`.
 */
function closing(text, from, mark, loose = false) {
  const single = mark[0];
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === "\\" && !loose) at += 1;
    else if (at > from && text.startsWith(mark, at) && (loose || text[at + mark.length] !== single)) return at;
  }
  return -1;
}

/** Once a mark has no end after some place, it has none after a later place either: asked for once, not again. */
function end(source, from, mark, find) {
  if (source.without.has(mark)) return -1;
  const at = find();
  if (at < 0) source.without.add(mark);
  return at;
}

const marked = (type, mark, loose) => (source, at) => {
  const { text } = source;
  if (!text.startsWith(mark, at)) return null;
  const from = at + mark.length;
  const to = end(source, from, mark, () => closing(text, from, mark, loose));
  return to < 0 ? null : { type, inner: text.slice(from, to), end: to + mark.length };
};

export const strong = marked("strong", "**");
export const underline = marked("u", "__");
export const strike = marked("s", "~~", true);
export const spoiler = marked("spoiler", "||", true);

/** One star: text follows at once, and the closing star comes at once after text; two stars in between are content. */
export function starred(source, at) {
  const { text } = source;
  if (source.without.has("*") || /\s|^$/.test(text[at + 1] ?? "")) return null;
  for (let to = at + 1; to < text.length; to += 1) {
    const here = text[to];
    if (here === "\\") to += 1;
    else if (here === "*" && text[to + 1] === "*" && (text[to + 2] !== "*" || to === at + 1)) to += 1;
    else if (here === "*" && text[to + 1] === "*") return italics(text, at, to + 2);
    else if (here === "*") return italics(text, at, to);
  }
  source.without.add("*");
  return null;
}

function italics(text, at, to) {
  const inner = text.slice(at + 1, to);
  if (text[to] !== "*" || text[to + 1] === "*" || /\s$/.test(inner) || /^\**$/.test(inner)) return null;
  return { type: "em", inner, end: to + 1 };
}

/** One underscore: it closes where a word ends, so that snake_case_names stay as they are. */
export function underscored(source, at) {
  const { text } = source;
  if (source.without.has("_")) return null;
  for (let to = at + 1; to < text.length; to += 1) {
    if (text[to] === "\\") to += 1;
    else if (text[to] === "_" && text[to + 1] === "_") to += 1;
    else if (text[to] === "_") {
      if (to === at + 1 || /\w/.test(text[to + 1] ?? "")) return null;
      return { type: "em", inner: text.slice(at + 1, to), end: to + 1 };
    }
  }
  source.without.add("_");
  return null;
}

/** `code` between as many backticks on the left as on the right. */
export function code(source, at) {
  const { text } = source;
  const ticks = run(text, at);
  const mark = "`".repeat(ticks);
  const to = end(source, at, mark, () => {
    for (let here = text.indexOf(mark, at + ticks); here >= 0; here = text.indexOf(mark, here + run(text, here))) {
      if (run(text, here) === ticks) return here;
    }
    return -1;
  });
  // A whole run that closes nothing is text at once: its ticks are not tried one by one.
  if (to < 0) return { type: "text", value: mark, end: at + ticks };
  const value = text.slice(at + ticks, to);
  const padded = /^ +`|` +$/.test(value);
  return { type: "code", value: padded ? value.trim() : value, end: to + ticks };
}

function run(text, at) {
  let length = 1;
  while (text[at + length] === "`") length += 1;
  return length;
}

/** A block of code between three backticks, with the name of its language where that stands alone on the first line. */
export function fenced(source, at) {
  const { text } = source;
  if (!text.startsWith("```", at)) return null;
  const to = end(source, at, "fence", () => text.indexOf("```", at + 3));
  if (to < 0) return null;
  const whole = text.slice(at + 3, to);
  const named = /^([a-z0-9_+\-.#]+)\n/i.exec(whole);
  const value = trimmed(whole.slice(named ? named[0].length : 0));
  const after = text[to + 3] === "\n" ? to + 4 : to + 3;
  // A name with nothing under it is what the block says.
  if (value) return { type: "pre", language: named?.[1] ?? "", value, end: after };
  return named && { type: "pre", language: "", value: named[1], end: after };
}

// By hand, for a pattern with a repetition before the end is quadratic.
function trimmed(text) {
  let from = 0;
  let to = text.length;
  while (text[from] === "\n") from += 1;
  while (to > from && text[to - 1] === "\n") to -= 1;
  return text.slice(from, to);
}
