// Small pictures, drawn here: icon("eye", 16) is an SVG in the colour of the text around it.

const SVG = "http://www.w3.org/2000/svg";

// Each is drawn in a square of 24; a leading "~" means strokes instead of areas.
const PATHS = {
  eye: "M12 5C6.5 5 2.7 9.3 1.2 11.4a1 1 0 0 0 0 1.2C2.7 14.7 6.5 19 12 19s9.3-4.3 10.8-6.4a1 1 0 0 0 0-1.2C21.3 9.3 17.5 5 12 5Zm0 11a4 4 0 1 1 0-8 4 4 0 0 1 0 8Z",
  reply: "~M9 7 4 12l5 5M4.5 12H15a5 5 0 0 1 5 5v2",
  more: "M5 10a2 2 0 1 1 0 4 2 2 0 0 1 0-4Zm7 0a2 2 0 1 1 0 4 2 2 0 0 1 0-4Zm7 0a2 2 0 1 1 0 4 2 2 0 0 1 0-4Z",
  react: "~M12 3a9 9 0 1 0 9 9M8.5 14.5a4.5 4.5 0 0 0 7 0M9 9.5v.2M15 9.5v.2M19 2v6M16 5h6",
  pin: "M14.6 2.3a1 1 0 0 1 1.4 0l5.7 5.7a1 1 0 0 1-.5 1.7l-2.2.4-4 4 .5 3.9a1 1 0 0 1-1.7.8l-3.7-3.7-5.7 6-1 .3.3-1 6-5.7L6 11a1 1 0 0 1 .8-1.7l3.9.5 4-4 .4-2.2a1 1 0 0 1 .1-.3Z",
  chevron: "~m6 9 6 6 6-6",
  check: "~m5 12.5 4.5 4.5L19 7.5",
  close: "~m6 6 12 12M18 6 6 18",
  file: "M6 2a2 2 0 0 0-2 2v16a2 2 0 0 0 2 2h12a2 2 0 0 0 2-2V9h-5a2 2 0 0 1-2-2V2H6Zm9 .3V7h4.7L15 2.3ZM8 12.5h8a.8.8 0 0 1 0 1.5H8a.8.8 0 0 1 0-1.5Zm0 4h5a.8.8 0 0 1 0 1.5H8a.8.8 0 0 1 0-1.5Z",
  download: "~M12 4v11m-5-5 5 5 5-5M4 20h16",
  copy: "~M9 9h11v11H9zM5 15H4V4h11v1",
  warning: "M12 2.5c.7 0 1.3.4 1.7 1l8.5 15A2 2 0 0 1 20.5 21.5h-17A2 2 0 0 1 1.8 18.5l8.5-15c.4-.6 1-1 1.7-1Zm0 5.5a1.2 1.2 0 0 0-1.2 1.3l.4 4.7a.8.8 0 0 0 1.6 0l.4-4.7A1.2 1.2 0 0 0 12 8Zm0 8a1.2 1.2 0 1 0 0 2.4 1.2 1.2 0 0 0 0-2.4Z",
  external: "~M14 4h6v6M20 4l-9 9M18 14v5a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V7a1 1 0 0 1 1-1h5",
  shop: "M4 4a2 2 0 0 0-2 1.6L1.2 9A3 3 0 0 0 4 12.5V19a2 2 0 0 0 2 2h12a2 2 0 0 0 2-2v-6.5A3 3 0 0 0 22.8 9L22 5.6A2 2 0 0 0 20 4H4Zm4.5 9.5h7V19h-7v-5.5Z",
  command: "M5 3a2 2 0 0 0-2 2v14a2 2 0 0 0 2 2h14a2 2 0 0 0 2-2V5a2 2 0 0 0-2-2H5Zm11.6 3.6a1 1 0 0 1 .5 1.3l-4 9a1 1 0 0 1-1.8-.8l4-9a1 1 0 0 1 1.3-.5ZM8 7l1.5 1.5L8 10 6.5 8.5 8 7Z",
  apps: "M4 3h6a1 1 0 0 1 1 1v6a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1Zm10 0h6a1 1 0 0 1 1 1v6a1 1 0 0 1-1 1h-6a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1ZM4 13h6a1 1 0 0 1 1 1v6a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1v-6a1 1 0 0 1 1-1Zm13-.5 4.5 4.5L17 21.5 12.5 17 17 12.5Z",
  image: "M5 3a3 3 0 0 0-3 3v12a3 3 0 0 0 3 3h14a3 3 0 0 0 3-3V6a3 3 0 0 0-3-3H5Zm3 4a2 2 0 1 1 0 4 2 2 0 0 1 0-4ZM4.5 18l4-5 2.5 3 4-5.5L19.8 18H4.5Z",
  play: "M8 5.3v13.4a1 1 0 0 0 1.5.9l11-6.7a1 1 0 0 0 0-1.8l-11-6.7a1 1 0 0 0-1.5.9Z",
  hash: "~M9.5 4 7.5 20M16.5 4l-2 16M4.5 9h16M3.5 15h16",
  voice: "M12 3v18l-5-5H3V8h4l5-5Zm3 5a5 5 0 0 1 0 8v-2a3 3 0 0 0 0-4V8Z",
  thread: "~M4 5h16M4 10h9M4 15h5M14 20l5-5-3-3-5 5v3h3Z",
  forum: "~M4 5h16v11H9l-5 4V5Z",
  folder: "~M3 6h6l2 2h10v11H3V6Z",
  role: "M12 2 4 5v6c0 5 3.4 9.3 8 11 4.6-1.7 8-6 8-11V5l-8-3Zm0 5.5a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5Zm-4.5 9c.6-2 2.4-3 4.5-3s3.9 1 4.5 3c-1.2 1.5-2.7 2.6-4.5 3.3-1.8-.7-3.3-1.8-4.5-3.3Z",
  people: "M9 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8ZM2 19c0-3.5 3-5.5 7-5.5s7 2 7 5.5a1 1 0 0 1-1 1H3a1 1 0 0 1-1-1Zm14-15a3.5 3.5 0 0 1 0 7.5 6 6 0 0 0 0-7.5Zm2 10c2.5.6 4 2.2 4 4.5a1 1 0 0 1-1 1h-3c0-2.2-.3-4-1.5-5.3L18 14Z",
  join: "~M4 12h15m-6-6 6 6-6 6",
  trash: "~M4 6h16M9 6V4h6v2M6.5 6l1 14h9l1-14M10 10v6M14 10v6",
  id: "~M3 6h18v12H3zM7 10h4M7 14h10",
  poll: "~M4 5h10M4 12h16M4 19h7",
  link: "~M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1",
  search: "~M11 4a7 7 0 1 1 0 14 7 7 0 0 1 0-14Zm5 12 5 5",
  bot: "M12 2a1.5 1.5 0 0 1 1 2.6V6h4a3 3 0 0 1 3 3v7a3 3 0 0 1-3 3H7a3 3 0 0 1-3-3V9a3 3 0 0 1 3-3h4V4.6A1.5 1.5 0 0 1 12 2ZM8.8 10.3a1.7 1.7 0 1 0 0 3.4 1.7 1.7 0 0 0 0-3.4Zm6.4 0a1.7 1.7 0 1 0 0 3.4 1.7 1.7 0 0 0 0-3.4ZM1.5 10.5A.8.8 0 0 1 3 10.5v4a.8.8 0 0 1-1.5 0v-4Zm19.5 0a.8.8 0 0 1 1.5 0v4a.8.8 0 0 1-1.5 0v-4Z",
  plus: "~M12 5v14M5 12h14",
  star: "m12 2.5 2.9 6.2 6.6.8-4.9 4.6 1.3 6.7L12 17.5l-5.9 3.3 1.3-6.7L2.5 9.5l6.6-.8L12 2.5Z",
  announce: "M3 10a2 2 0 0 1 2-2h4l9-5v18l-5.5-3V21H9v-5H5a2 2 0 0 1-2-2v-4Zm17-1a4 4 0 0 1 0 6V9Z",
  shield: "M12 2 4 5v6c0 5 3.4 9.3 8 11 4.6-1.7 8-6 8-11V5l-8-3Zm-1.3 13.7-3.4-3.4 1.4-1.4 2 2 4.6-4.6 1.4 1.4-6 6Z",
  right: "~m9 6 6 6-6 6",
  clock: "~M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18ZM12 7v5l3.5 2",
  smile: "~M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18ZM8.5 14.5a4.5 4.5 0 0 0 7 0M9 9.5v.2M15 9.5v.2",
  person: "M12 4a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9ZM4 20.5c0-3.5 3.5-6 8-6s8 2.5 8 6V21H4v-.5Z",
  at: "~M15.5 12a3.5 3.5 0 1 1-7 0 3.5 3.5 0 0 1 7 0zM15.5 8.5V13c0 3 4.5 3 4.5-1a8 8 0 1 0-3 6.2",
  back: "~M20 12H5M11 6l-6 6 6 6",
  chat: "M12 4c-5 0-9 3.2-9 7.3 0 2.3 1.3 4.3 3.3 5.6L5.5 20.5l4.1-2.3c.8.1 1.6.2 2.4.2 5 0 9-3.2 9-7.2S17 4 12 4z",
  crown: "M3 8l4.5 3.5L12 5l4.5 6.5L21 8l-2 10H5z",
  flask: "~M9 3h6M10 3v6L5 19.5h14L14 9V3M7.5 15h9",
  gear: "~M9.9 5.1L10.4 2.3L13.6 2.3L14.1 5.1L15.4 5.6L17.7 4.1L19.9 6.3L18.4 8.6L18.9 9.9L21.7 10.4L21.7 13.6L18.9 14.1L18.4 15.4L19.9 17.7L17.7 19.9L15.4 18.4L14.1 18.9L13.6 21.7L10.4 21.7L9.9 18.9L8.6 18.4L6.3 19.9L4.1 17.7L5.6 15.4L5.1 14.1L2.3 13.6L2.3 10.4L5.1 9.9L5.6 8.6L4.1 6.3L6.3 4.1L8.6 5.6zM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6z",
  inspect: "~M4 8h13M13 4l4 4-4 4M20 16H7M11 12l-4 4 4 4",
  left: "~M15 6l-6 6 6 6",
  menu: "~M4 7h16M4 12h16M4 17h16",
  moon: "M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5z",
  replay: "~M4.5 12a7.5 7.5 0 1 0 2.5-5.6M7.5 2.5v4.3h4.3",
  sun: "~M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M18.7 5.3l-1.4 1.4M6.7 17.3l-1.4 1.4",
  toward: "~M4 12h15M13 6l6 6-6 6",
};

const SAME = { user: "person", channel: "hash", add: "react" };

/** A picture by its name. It is decoration: what it stands for must be said beside it, or by the button around it. */
export function icon(name, size = 20) {
  const path = PATHS[SAME[name] ?? name] ?? PATHS.more;
  const svg = document.createElementNS(SVG, "svg");
  const given = { viewBox: "0 0 24 24", width: size, height: size, "aria-hidden": "true", class: "icon", focusable: "false" };
  for (const [key, value] of Object.entries(given)) svg.setAttribute(key, value);
  const drawn = document.createElementNS(SVG, "path");
  drawn.setAttribute("d", path.replace("~", ""));
  if (path.startsWith("~")) {
    const line = { fill: "none", stroke: "currentColor", "stroke-width": 2, "stroke-linecap": "round", "stroke-linejoin": "round" };
    for (const [key, value] of Object.entries(line)) drawn.setAttribute(key, value);
  } else {
    drawn.setAttribute("fill", "currentColor");
    drawn.setAttribute("fill-rule", "evenodd");
  }
  svg.append(drawn);
  return svg;
}
