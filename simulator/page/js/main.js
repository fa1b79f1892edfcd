// Puts the page together: looks at the world as a member, and sets every part in its place.

import "./view/theme.js";
import { Away } from "./api.js";
import { composerView, composer } from "./compose/composer.js";
import { h } from "./dom.js";
import { icon } from "./icon.js";
import { lookAs, state, subscribe } from "./store.js";
import { channelsView } from "./view/channels.js";
import { chatView } from "./view/chat.js";
import { listenForLeads } from "./view/follow.js";
import { headerView } from "./view/header.js";
import { inspectorView, openTools } from "./view/inspector.js";
import { listenForKeys } from "./view/keys.js";
import { membersView } from "./view/members.js";
import { notesView } from "./view/notes.js";
import { closeDrawers, isOpen, listenForPanels, panelButton, setOpen, toggle } from "./view/panels.js";
import { serversView } from "./view/servers.js";
import { stripView } from "./view/strip.js";
import { listenForMenus } from "./view/targets.js";
import { topView } from "./view/top.js";
import { firstViewer, keep, ordinary, viewerView } from "./view/viewer.js";
import { current, subscribe as subscribeView } from "./view.js";

async function begin() {
  try {
    await look();
  } catch {
    document.body.replaceChildren(h("main", { class: "lost" }, icon("warning", 40),
      h("h1", {}, "The simulator does not answer"),
      h("p", {}, "Start it again as you started it. This page tries again by itself.")));
    setTimeout(begin, 2000);
    return;
  }
  document.body.replaceChildren(...page());
  follow();
}

async function look() {
  try {
    await lookAs(firstViewer());
  } catch (error) {
    if (error instanceof Away) throw error;
    await lookAs(""); // whom the address or this tab names is not in this world
  }
  if (state.viewer) return;
  const name = ordinary();
  if (name) await lookAs(name);
  keep();
}

function page() {
  const inspector = inspectorView({ open: () => setOpen("inspector", true), close: () => setOpen("inspector", false) });
  const panels = [panelButton("members", "Members", "people"), panelButton("inspector", "Inspector", "inspect")];
  const app = h("div", { class: "app" },
    topView(),
    h("div", { class: "side" }, serversView(), channelsView(), viewerView({ openTools })),
    headerView({ panels, openList: () => toggle("list") }),
    h("main", { class: "chat", "aria-label": "Chat" }, chatView(), composerView()),
    membersView(), stripView(() => setOpen("inspector", true)), inspector,
    h("div", { class: "shade", "aria-hidden": "true", onclick: closeDrawers }));
  listenForPanels(app);
  listenForKeys(app);
  listenForLeads();
  listenForMenus();
  return [skip("messages", "Skip to the messages"), skip("channels", "Skip to the channels"),
    skip("inspector", "Skip to the inspector"), app, ...notesView()];
}

function skip(id, words) {
  const go = (event) => {
    event.preventDefault();
    if (id === "inspector" && !isOpen("inspector")) setOpen("inspector", true);
    document.getElementById(id)?.focus();
  };
  return h("a", { class: "skip", href: `#${id}`, onclick: go }, words);
}

// The composer follows what is open; a list that is a drawer closes when something was chosen from it.
function follow() {
  let open;
  const show = () => {
    const { channel } = current();
    if (open !== channel) composer.setChannel(channel ?? null);
    open = channel;
  };
  subscribeView(() => {
    show();
    setOpen("list", false);
  });
  subscribe((changes) => {
    if (changes === null) keep();
    show();
  });
  show();
}

void begin();
