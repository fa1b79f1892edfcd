// The composer alone, in the world of the tests; `?as=` and `?rights=` say who looks and what they may.

import { composer, composerView } from "/js/compose/composer.js";
import * as commands from "/js/compose/commands.js";
import * as deeds from "/js/deeds.js";
import { find, state, tables } from "/js/store.js";
import { openModal } from "/js/view/modal.js";
import { CHANNEL, settle } from "/tests/world.js";

const asked = new URLSearchParams(location.search);
settle([], asked.get("as") ?? "mai");
tables.set("commands", new Map([["1", { key: "1" }]]));
if (asked.has("rights")) state.rights = { [CHANNEL]: asked.get("rights") };
if (asked.has("until")) find("members", "100:11").communication_disabled_until = asked.get("until");
document.body.append(composerView());
composer.setChannel(find("channels", CHANNEL));
await commands.ready();
Object.assign(globalThis, { composer, deeds, openModal });
document.body.dataset.ready = "";
