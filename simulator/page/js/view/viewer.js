// Who the viewer is, at the foot of the list, and the menu that changes it.

import { fill, h } from "../dom.js";
import { icon } from "../icon.js";
import { avatar, displayName } from "../names.js";
import { isTimedOut, rolesOf } from "../rights.js";
import { all, lookAs, state, subscribe, table } from "../store.js";
import { current, subscribe as subscribeView } from "../view.js";
import { openMenu } from "./menu.js";
import { trying } from "./notes.js";
import { isDark, subscribe as subscribeTheme, toggleTheme } from "./theme.js";

const KEPT = "as";

/** Who to look as at first: `?as=`, else whom this tab was last, else an ordinary member. */
export function firstViewer() {
  return new URLSearchParams(location.search).get("as") ?? sessionStorage.getItem(KEPT) ?? "";
}

/** The user name of an ordinary member, of a state without a viewer: somebody who stands as low as can be. */
export function ordinary() {
  const rank = (member) => rolesOf(member)[0]?.position ?? 0;
  const people = all("members", (each) => !each.user.bot);
  const lowest = Math.min(...people.map(rank));
  return people.find((each) => rank(each) === lowest)?.user.username ?? all("users", (each) => !each.bot)[0]?.username;
}

/** Look, and act, as another member from now on; this tab remembers it. */
export async function lookAsMember(name) {
  await trying(() => lookAs(name));
  keep();
}

/** Remember who the viewer is, in this tab and in its address. */
export function keep() {
  const name = state.viewer?.username;
  if (!name) return;
  sessionStorage.setItem(KEPT, name);
  const address = new URL(location.href);
  if (address.searchParams.has("as")) {
    address.searchParams.set("as", name);
    history.replaceState(null, "", address);
  }
}

/** The foot: "You are", and what opens the tools. */
export function viewerView({ openTools }) {
  const you = h("button", { type: "button", class: "you-switch", "aria-haspopup": "menu",
    onclick: () => openSwitch(you) });
  const look = h("button", { type: "button", class: "round", onclick: toggleTheme });
  const tools = h("button", {
    type: "button", class: "round", "aria-label": "Tools and settings", title: "Tools and settings", onclick: openTools,
  }, icon("gear"));
  const foot = h("section", { class: "you", "aria-label": "You are" }, you, look, tools);
  const show = () => {
    drawYou(you);
    const other = isDark() ? "Light theme" : "Dark theme";
    look.setAttribute("aria-label", other);
    look.title = other;
    fill(look, icon(isDark() ? "sun" : "moon"));
  };
  const matters = new Set(["users", "members", "roles", "guilds"]);
  subscribe((changes) => { if (changes === null || changes.some((each) => matters.has(each.table))) show(); });
  subscribeView(show);
  subscribeTheme(show);
  show();
  return foot;
}

function drawYou(button) {
  const user = state.viewer;
  if (!user) {
    fill(button, h("span", { class: "you-words" }, h("b", {}, "Nobody"), h("span", {}, "Choose who you are")));
    button.setAttribute("aria-label", "Choose who you are");
    return;
  }
  const guildId = current().guild?.id ?? all("guilds")[0]?.id;
  const member = table("members").get(`${guildId}:${user.id}`);
  const name = displayName(user, guildId);
  const known = rolesOf(member)[0]?.name ?? (member ? user.username : "Not in this server");
  const role = isTimedOut(member) ? "Timed out" : known;
  fill(button, h("span", { class: "with-status" }, avatar(user, 32)),
    h("span", { class: "you-words" }, h("b", {}, name), h("span", {}, role)), icon("chevron", 16));
  button.setAttribute("aria-label", `You are ${name}. Switch member`);
  button.title = `You are ${name} (${role}). Press to be somebody else.`;
}

/** The menu of everybody whom the viewer can be. */
export function openSwitch(near) {
  const guildId = current().guild?.id ?? all("guilds")[0]?.id;
  const people = all("users", (each) => !each.bot);
  openMenu(near, people.map((user) => {
    const member = table("members").get(`${guildId}:${user.id}`);
    const role = rolesOf(member)[0]?.name ?? (member ? "" : "not in the server");
    return {
      label: displayName(user, guildId), hint: role, checked: user.id === state.viewer?.id, picture: avatar(user, 28),
      run: () => lookAsMember(user.username),
    };
  }), { label: "Who you are" });
}
