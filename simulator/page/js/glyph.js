// Drawings of the page's own parts; what is not among them is one of icon.js.

import { icon as shared } from "./icon.js";

const SVG = "http://www.w3.org/2000/svg";

// Lines on a field of 24 by 24; what starts with "!" is filled.
const DRAWINGS = {
  announce: ["!M4 10v4h3l9 5V5l-9 5z", "M19 9.5v5", "M8 15v4h3v-2.5"],
  at: ["M15.5 12a3.5 3.5 0 1 1-7 0 3.5 3.5 0 0 1 7 0z", "M15.5 8.5V13c0 3 4.5 3 4.5-1a8 8 0 1 0-3 6.2"],
  back: ["M20 12H5", "M11 6l-6 6 6 6"],
  chat: ["!M12 4c-5 0-9 3.2-9 7.3 0 2.3 1.3 4.3 3.3 5.6L5.5 20.5l4.1-2.3c.8.1 1.6.2 2.4.2 5 0 9-3.2 9-7.2S17 4 12 4z"],
  crown: ["!M3 8l4.5 3.5L12 5l4.5 6.5L21 8l-2 10H5z"],
  down: ["M6 9l6 6 6-6"],
  flask: ["M9 3h6", "M10 3v6L5 19.5h14L14 9V3", "M7.5 15h9"],
  gear: ["M9.9 5.1L10.4 2.3L13.6 2.3L14.1 5.1L15.4 5.6L17.7 4.1L19.9 6.3L18.4 8.6L18.9 9.9L21.7 10.4"
    + "L21.7 13.6L18.9 14.1L18.4 15.4L19.9 17.7L17.7 19.9L15.4 18.4L14.1 18.9L13.6 21.7L10.4 21.7"
    + "L9.9 18.9L8.6 18.4L6.3 19.9L4.1 17.7L5.6 15.4L5.1 14.1L2.3 13.6L2.3 10.4L5.1 9.9L5.6 8.6"
    + "L4.1 6.3L6.3 4.1L8.6 5.6z",
    "M12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6z"],
  inspect: ["M4 8h13", "M13 4l4 4-4 4", "M20 16H7", "M11 12l-4 4 4 4"],
  left: ["M15 6l-6 6 6 6"],
  menu: ["M4 7h16M4 12h16M4 17h16"],
  moon: ["!M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5z"],
  plus: ["M12 5v14M5 12h14"],
  replay: ["M4.5 12a7.5 7.5 0 1 0 2.5-5.6", "M7.5 2.5v4.3h4.3"],
  shield: ["M12 3 5 6v6c0 4.5 3 7.5 7 9 4-1.5 7-4.5 7-9V6z"],
  sun: ["M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8z",
    "M12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M18.7 5.3l-1.4 1.4M6.7 17.3l-1.4 1.4"],
  toward: ["M4 12h15", "M13 6l6 6-6 6"],
};

/** A drawing by its name, for the eye only: the button around it bears the accessible name. */
export function icon(name, size = 20) {
  if (!(name in DRAWINGS)) return shared(name, size);
  const svg = document.createElementNS(SVG, "svg");
  const attributes = { viewBox: "0 0 24 24", width: size, height: size, "aria-hidden": "true", class: "icon" };
  for (const [key, value] of Object.entries(attributes)) svg.setAttribute(key, String(value));
  for (const line of DRAWINGS[name]) {
    const path = document.createElementNS(SVG, "path");
    const filled = line.startsWith("!");
    const look = filled ? { fill: "currentColor" }
      : { fill: "none", stroke: "currentColor", "stroke-width": 2, "stroke-linecap": "round", "stroke-linejoin": "round" };
    const drawn = { d: filled ? line.slice(1) : line, ...look };
    for (const [key, value] of Object.entries(drawn)) path.setAttribute(key, String(value));
    svg.append(path);
  }
  return svg;
}
