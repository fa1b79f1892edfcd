// Elements, made as a call: h("button", { class: "primary", onclick: send }, "Send").

/**
 * Make an element. Properties that start with "on" are listeners; `class`, `aria-…`, `data-…` and the like are
 * attributes; true sets an attribute without a value; false, null and undefined leave it out. Children are nodes,
 * strings, arrays of such; null and false are left out. Text is always text: nothing is parsed as HTML.
 */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties ?? {})) {
    if (value === false || value === null || value === undefined) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "style" && typeof value === "object") setStyle(element, value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...nodes(children));
  return element;
}

/** Children as nodes and strings, flat, without what is left out. */
export function nodes(children) {
  return children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false)
    .map((child) => (child instanceof Node ? child : String(child)));
}

/** Put these children in place of all that an element has. */
export function fill(element, ...children) {
  element.replaceChildren(...nodes(children));
  return element;
}

function setStyle(element, style) {
  for (const [name, value] of Object.entries(style)) {
    if (value !== null && value !== undefined) element.style.setProperty(name, String(value));
  }
}
