// What floats over the page, in the order in which it was opened: Escape and a click elsewhere close the topmost only.

const open = [];

/**
 * Show an element over the page until `close()`. `near` is an element, or a point {x, y}, to stand beside. When it
 * closes, the focus goes back to where it was.
 */
export function float(element, { near, side = "below", onclose = () => {} } = {}) {
  const before = document.activeElement;
  const layer = { element, owner: near instanceof Element ? near : null, close };
  document.body.append(element);
  if (near) place(element, near, side);
  open.push(layer);
  if (layer.owner) layer.owner.setAttribute("aria-expanded", "true");
  return close;

  function close({ refocus = true } = {}) {
    const index = open.indexOf(layer);
    if (index === -1) return;
    for (const above of open.slice(index + 1).reverse()) above.close({ refocus: false });
    open.splice(open.indexOf(layer), 1);
    const held = element.contains(document.activeElement) || document.activeElement === document.body;
    element.remove();
    if (layer.owner) layer.owner.setAttribute("aria-expanded", "false");
    if (refocus && held && before?.isConnected) before.focus({ preventScroll: true });
    onclose();
  }
}

/** Whether anything floats. */
export const isAnyOpen = () => open.length > 0;

function place(element, near, side) {
  const gap = 8;
  const at = near instanceof Element ? near.getBoundingClientRect() : new DOMRect(near.x, near.y, 0, 0);
  // Not its rectangle: that is smaller while it appears.
  const { offsetWidth: width, offsetHeight: height } = element;
  let left = side === "right" ? at.right + gap : side === "left" ? at.left - width - gap : at.left;
  let top = side === "right" || side === "left" ? at.top : at.bottom + (near instanceof Element ? 4 : 0);
  if (side === "right" && left + width > innerWidth - gap) left = at.left - width - gap;
  if (side === "left" && left < gap) left = at.right + gap;
  if (side === "below" && top + height > innerHeight - gap && at.top - height > gap) top = at.top - height - 4;
  left = Math.max(gap, Math.min(left, innerWidth - width - gap));
  top = Math.max(gap, Math.min(top, innerHeight - height - gap));
  element.style.setProperty("left", `${Math.round(left)}px`);
  element.style.setProperty("top", `${Math.round(top)}px`);
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !open.length || event.defaultPrevented) return;
  event.preventDefault();
  event.stopPropagation();
  open.at(-1).close();
}, true);

let pressed = null;

document.addEventListener("pointerdown", (event) => {
  pressed = null;
  for (const layer of [...open].reverse()) {
    if (layer.element.contains(event.target)) return;
    const isOwner = layer.owner?.contains(event.target);
    // What an item of a menu has opened by being pointed at, a press on it leaves open.
    if (isOwner && open.some(({ element }) => element.contains(layer.owner))) return;
    if (isOwner) pressed = layer.owner;
    layer.close({ refocus: false });
  }
}, true);

// A second press on what opened something closes it, as above; its click would open it again.
document.addEventListener("click", (event) => {
  const isSecond = pressed?.contains(event.target);
  pressed = null;
  if (!isSecond) return;
  event.preventDefault();
  event.stopPropagation();
}, true);
