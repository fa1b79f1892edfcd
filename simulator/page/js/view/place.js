// Where a list stands that belongs to a control: under it, or over it where there is more room.

const GAP = 4;
const EDGE = 8;

/** Put a floating panel at a control, as wide as it is, inside of the window. */
export function place(panel, control) {
  const box = control.getBoundingClientRect();
  panel.style.setProperty("width", `${box.width}px`);
  panel.style.removeProperty("max-height");
  const wanted = panel.scrollHeight + 2;
  const below = innerHeight - box.bottom - GAP - EDGE;
  const above = box.top - GAP - EDGE;
  const isUnder = wanted <= below || below >= above;
  const height = Math.max(80, Math.min(panel.offsetHeight, isUnder ? below : above));
  panel.style.setProperty("max-height", `${height}px`);
  panel.style.setProperty("left", `${Math.max(EDGE, Math.min(box.left, innerWidth - box.width - EDGE))}px`);
  panel.style.setProperty("top", `${isUnder ? box.bottom + GAP : box.top - GAP - height}px`);
  panel.dataset.side = isUnder ? "below" : "above";
}
