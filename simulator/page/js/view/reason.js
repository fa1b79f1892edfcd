// Says in plain words what was wrong: a sentence as it is, or each leaf of the tree of an "Invalid Form Body".

/** Every fault of a tree: [{ path: ["data", "embeds", "0", "title"], code, message }]. */
export function faults(errors) {
  const found = [];
  walk(errors?.errors ?? errors, [], found);
  return found;
}

function walk(node, path, found) {
  if (!node || typeof node !== "object") return;
  for (const [name, inner] of Object.entries(node)) {
    if (name !== "_errors") walk(inner, [...path, name], found);
    else if (Array.isArray(inner)) found.push(...inner.map(({ code, message }) => ({ path, code, message })));
  }
}

/** A path as one reads it: data.embeds[0].title. */
export function readable(path) {
  return path.map((each, at) => (/^\d+$/.test(each) ? `[${each}]` : at ? `.${each}` : each)).join("");
}

/** Errors of any kind as one sentence. */
export function reason(errors) {
  if (!errors) return "The bot gave no valid answer.";
  if (typeof errors === "string") return errors;
  const all = faults(errors);
  if (!all.length) return errors.message ?? "The bot's answer was refused.";
  const [first] = all;
  const rest = all.length > 1 ? ` And ${all.length - 1} more.` : "";
  return `The bot's answer was refused: ${readable(first.path) || "body"}: ${first.message}${rest}`;
}
