// Puts a new drawing in an old one's place without taking the focus from who is in it.

const NAMED = ["data-custom-id", "data-option", "id", "name", "aria-label", "href"];

/** Replace `old` by `row`, or remove it; the focus goes to the same thing in the new one. */
export function keepFocus(old, row) {
  if (!old) return;
  const held = old.contains(document.activeElement) ? document.activeElement : null;
  const scrolled = held?.closest("[role=log]");
  if (row) old.replaceWith(row);
  else {
    const next = old.nextElementSibling ?? old.previousElementSibling;
    old.remove();
    if (held) (next?.querySelector("article") ?? scrolled)?.focus({ preventScroll: true });
    return;
  }
  if (held) (same(held, row) ?? row.querySelector("article"))?.focus({ preventScroll: true });
}

function same(held, row) {
  const candidates = [...row.querySelectorAll(held.tagName)];
  for (const name of NAMED) {
    const value = held.getAttribute(name);
    const found = value && candidates.find((each) => each.getAttribute(name) === value);
    if (found) return found;
  }
  return candidates.find((each) => each.textContent && each.textContent === held.textContent);
}
