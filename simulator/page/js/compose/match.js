// Which commands and which rows fit what was typed, and in what order. Pure: no page, no store.

/** Text as it is compared: one case, one form of each letter, full-width letters like the others. */
export const plain = (text) => String(text ?? "").normalize("NFKC").toLowerCase().trim();

// For what is searched, never for what is meant: "jose" finds José. Marks above か are of another block, and stay.
const withoutAccents = (text) => plain(text).normalize("NFD").replace(/[\u0300-\u036f]/g, "").normalize("NFC");

/**
 * How well a name fits a text: 0 its start, 1 the start of a word of it, 2 a part of it, null not at all. Accents do
 * not matter.
 * The words of a name begin after blanks, hyphens and underscores.
 */
export function rank(name, text) {
  const [whole, part] = [withoutAccents(name), withoutAccents(text)];
  if (whole.startsWith(part)) return 0;
  if ([" ", "-", "_"].some((edge) => whole.includes(edge + part))) return 1;
  return whole.includes(part) ? 2 : null;
}

/** The best rank among several names, or null. */
function best(names, text) {
  const ranks = names.filter(Boolean).map((name) => rank(name, text)).filter((each) => each !== null);
  return ranks.length ? Math.min(...ranks) : null;
}

/** What fits, best first and otherwise in the order given; `names(item)` lists what an item is called. */
export function fitting(items, text, names) {
  if (plain(text) === "") return [...items];
  const ranked = items.map((item) => ({ item, rank: best(names(item), text) }));
  return ranked.filter((each) => each.rank !== null).sort((one, other) => one.rank - other.rank)
    .map((each) => each.item);
}

/** What a command is called on the page: its name in the viewer's language. */
export const shown = (leaf) => leaf.display || leaf.name;

const byName = (one, other) => shown(one).localeCompare(shown(other));

/** The commands that fit what follows the slash: by start of the name, of a word, any part; then alphabetical. */
export function matching(leaves, text) {
  return fitting([...leaves].sort(byName), text, (leaf) => [shown(leaf), leaf.name]);
}

/**
 * The picker's sections where nothing is typed yet: what this person uses most, then what else the app has; a command
 * stands in one of them only. `uses` counts by the command's name.
 */
export function sections(leaves, uses, app) {
  const used = leaves.filter((leaf) => uses.get(leaf.name)).sort(byName)
    .sort((one, other) => uses.get(other.name) - uses.get(one.name)).slice(0, 4);
  const others = leaves.filter((leaf) => !used.includes(leaf)).sort(byName);
  const parts = [{ key: "frequent", title: "Frequently Used", leaves: used }, { key: "app", title: app, leaves: others }];
  return parts.filter((part) => part.leaves.length);
}
