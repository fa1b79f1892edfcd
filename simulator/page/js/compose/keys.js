// What the keys do while a command is entered, in a pill or (where that is null) behind the last one.

/** `entry` is the command's Entry. What is not done here is left to the browser. */
export function pressed(event, pill, entry) {
  if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (ACTIONS[event.key]?.(event, pill, entry)) event.preventDefault();
}

const ACTIONS = {
  ArrowDown: (event, pill, entry) => move(pill, entry, 1),
  ArrowUp: (event, pill, entry) => move(pill, entry, -1),
  ArrowLeft: (event, pill, entry) => isAt(event, 0) && entry.step(pill, -1),
  ArrowRight: (event, pill, entry) => isAt(event, event.target.value.length) && entry.step(pill, 1, false),
  Escape: (event, pill, entry) => entry.shut(pill) || entry.leave(),
  Enter: (event, pill, entry) => browse(event, pill, entry) || take(pill, entry) || entry.enter(pill),
  Tab: (event, pill, entry) => (event.shiftKey ? entry.step(pill, -1) : take(pill, entry) || entry.step(pill, 1)),
  Backspace: (event, pill, entry) => back(event, pill, entry),
  " ": (event, pill, entry) => browse(event, pill, entry),
};

function move(pill, entry, step) {
  // Where any text will do, there must be a way back to none of the list.
  entry.listOf(pill).move(step, pill === null || Boolean(pill.option.autocomplete));
  return true;
}

/** Whether the caret stands alone at this place. */
const isAt = ({ target }, at) => target.selectionStart === at && target.selectionEnd === at;

/** Take the highlighted row, unless the pill holds it already: then the key means what comes next. */
function take(pill, entry) {
  const row = entry.listOf(pill).current;
  if (!row || (pill?.entry.row && pill.entry.row.value === row.value)) return false;
  row.pick();
  return true;
}

/** A pill for a file opens the choice of one; with Enter only while it has none. */
function browse(event, pill, entry) {
  if (!pill?.isFile || (event.key === "Enter" && pill.entry.file)) return false;
  entry.browse();
  return true;
}

function back(event, pill, entry) {
  if (pill?.entry.file) return entry.unfile(pill);
  if (event.target.value !== "") return false;
  return pill ? entry.remove(pill) : entry.step(null, -1) || entry.leave();
}
