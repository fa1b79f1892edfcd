// What a line begins with: headings, subtext, quotes, lists.

const DEEPEST_LIST = 11;

const line = (text, at) => {
  const to = text.indexOf("\n", at);
  return to < 0 ? text.slice(at) : text.slice(at, to);
};

/** # to ###, or -# for small print. */
export function heading({ text }, at) {
  const whole = line(text, at);
  const found = /^(#{1,3}|-#) +(\S.*)$/.exec(whole);
  if (!found) return null;
  const small = found[1] === "-#";
  if (small && found[2].startsWith("-#")) return null;
  const inner = small ? found[2].trimEnd() : withoutTail(found[2]);
  return { type: small ? "sub" : `h${found[1].length}`, inner, lines: true, end: at + whole.length + 1 };
}

// "## Title ##" is "Title". Not one pattern: two repetitions before an end are quadratic.
function withoutTail(text) {
  let to = text.length;
  while (to > 1 && (text[to - 1] === " " || text[to - 1] === "#") && text[to - 2] !== "\\") to -= 1;
  return text.slice(0, to);
}

/** > for one line, and those after it that begin so; >>> for all that follows. */
export function quote({ text, inQuote }, at) {
  if (inQuote) return null;
  const rest = /^ *>>> +/.exec(line(text, at));
  if (rest) return { type: "quote", inner: text.slice(at + rest[0].length), blocks: true, end: text.length };
  const lines = [];
  let here = at;
  while (here < text.length) {
    const whole = line(text, here);
    const found = /^ *>(?!>>) /.exec(whole);
    if (!found) break;
    lines.push(whole.slice(found[0].length));
    here += whole.length + 1;
  }
  return lines.length ? { type: "quote", inner: lines.join("\n"), blocks: true, end: here } : null;
}

const BULLET = /^( *)(?:([-*])|(\d{1,9})\.) +(\S.*)$/;

/** Items that begin with -, * or a number; an item is under the one above it that stands further left. */
export function list({ text }, at) {
  const items = [];
  let here = at;
  while (here < text.length) {
    const whole = line(text, here);
    const found = BULLET.exec(whole);
    if (found) items.push({ indent: found[1].length, start: found[3] ? Number(found[3]) : null, lines: [found[4]] });
    else if (items.length && /^ +\S/.test(whole)) items.at(-1).lines.push(whole.trim());
    else break;
    here += whole.length + 1;
  }
  return items.length ? { ...nest(items), end: here } : null;
}

function nest(items) {
  const root = made(items[0]);
  const open = [root];
  for (const item of items) {
    while (open.length > 1 && item.indent < open.at(-1).indent) open.pop();
    const above = open.at(-1);
    if (item.indent > above.indent && above.items.length && open.length < DEEPEST_LIST) {
      const below = made(item);
      above.items.at(-1).lists.push(below);
      open.push(below);
    }
    open.at(-1).items.push({ inner: item.lines.join("\n"), lists: [] });
  }
  return root;
}

const made = ({ indent, start }) => ({ type: start === null ? "ul" : "ol", start, indent, items: [] });
