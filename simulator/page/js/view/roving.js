// One tab stop for a list; arrows, Home and End go from item to item.

const KEYS = { ArrowDown: 1, ArrowUp: -1, ArrowRight: 1, ArrowLeft: -1 };

/** Let the arrow keys walk over what fits `selector` in the list, along `axis`: "down" or "across". */
export function rove(list, selector, axis = "down") {
  const items = () => [...list.querySelectorAll(selector)].filter((each) => each.offsetParent !== null);
  list.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, textarea, select")) return;
    const all = items();
    const at = all.indexOf(event.target.closest(selector));
    const across = event.key === "ArrowLeft" || event.key === "ArrowRight";
    const step = (axis === "across") === across ? KEYS[event.key] : undefined;
    const to = event.key === "Home" ? 0 : event.key === "End" ? all.length - 1 : step && at + step;
    if (at === -1 || to === undefined) return;
    event.preventDefault();
    all[(to + all.length) % all.length]?.focus();
  });
  list.addEventListener("focusin", (event) => {
    const item = event.target.closest(selector);
    if (!item) return;
    for (const each of list.querySelectorAll(`${selector}[tabindex="0"]`)) each.tabIndex = -1;
    item.tabIndex = 0;
  });
}

/** After the list was drawn: the item that Tab comes to is the chosen one, or the first. */
export function restTab(list, selector, chosen) {
  const items = [...list.querySelectorAll(selector)];
  for (const each of items) each.tabIndex = -1;
  const rest = chosen ?? items.find((each) => each.matches("[aria-current], [aria-selected=true]")) ?? items[0];
  if (rest) rest.tabIndex = 0;
}
