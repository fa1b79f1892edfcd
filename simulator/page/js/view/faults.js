// What is to go wrong on purpose: a list, and a form that adds to it.

import { post, remove } from "../api.js";
import { fill, h } from "../dom.js";
import { icon } from "../icon.js";
import { all, subscribe } from "../store.js";
import { trying } from "./notes.js";

const OPERATIONS = [
  "deliveries", "*", "create_message", "update_message", "execute_webhook", "update_original_webhook_message",
  "get_original_webhook_message", "create_interaction_response", "bulk_set_application_commands", "create_dm",
  "ban_user_from_guild",
  "update_guild_member", "delete_guild_member", "add_guild_member_role", "delete_message",
];
const CALLS = ["429", "500", "502", "503", "slow", "drop"];
const DELIVERIES = ["duplicate", "forged", "stale", "unsigned", "slow", "drop", "500", "502", "503"];
const SAID = {
  429: "429 rate limited", 500: "500 server error", 502: "502 bad gateway", 503: "503 unavailable", slow: "slow",
  drop: "connection dropped",
  duplicate: "delivered twice", forged: "forged signature", stale: "old timestamp", unsigned: "no signature",
};

export function faultsView() {
  const list = h("ul", { class: "faults", "aria-label": "Faults" });
  const draw = () => {
    const faults = all("faults");
    fill(list, faults.map(row), faults.length ? null
      : h("li", { class: "muted" }, "Nothing is going wrong on purpose."));
  };
  subscribe((changes) => { if (changes === null || changes.some((each) => each.table === "faults")) draw(); });
  draw();
  return h("section", { class: "tool" }, h("h3", {}, "Faults"),
    h("p", { class: "muted" }, "Let Discord fail on purpose, and see what the bot does."), list, form());
}

function row(fault) {
  const times = fault.times === null ? "always" : `${fault.times} ${fault.times === 1 ? "time" : "times"}`;
  const name = operation(fault.operation);
  return h("li", {}, h("span", {}, h("b", {}, SAID[fault.kind] ?? fault.kind), ` · ${name} · ${times}`,
    fault.after > 0 && ` · after ${fault.after} more`,
    ["slow", "429"].includes(fault.kind) && ` · ${fault.seconds} s`),
  h("button", { type: "button", class: "round small", "aria-label": `Remove the fault of ${name}`, title: "Remove",
    onclick: () => trying(() => remove(`faults/${fault.id}`)) }, icon("trash", 16)));
}

const operation = (name) => ({ deliveries: "what is sent to the bot", "*": "every call" }[name] ?? name);

function form() {
  const where = h("input", { list: "operations", name: "operation", value: "*", required: true, autocomplete: "off",
    oninput: () => kinds() });
  const kind = h("select", { name: "kind", onchange: () => scopes() });
  const times = h("input", { type: "number", name: "times", min: "1", value: "1", placeholder: "always" });
  const after = h("input", { type: "number", name: "after", min: "0", value: "0" });
  const seconds = h("input", { type: "number", name: "seconds", min: "0", step: "0.1", value: "1" });
  const scope = h("select", { name: "scope" }, ["user", "shared", "global"].map((each) => h("option", {}, each)));
  const field = (label, input) => h("label", {}, h("span", {}, label), input);
  const scoped = field("Scope", scope);
  const waits = field("Seconds", seconds);
  const kinds = () => {
    fill(kind, (where.value === "deliveries" ? DELIVERIES : CALLS)
      .map((each) => h("option", { value: each }, SAID[each])));
    scopes();
  };
  const scopes = () => {
    scoped.hidden = kind.value !== "429";
    waits.hidden = !["slow", "429"].includes(kind.value);
  };
  kinds();
  const add = (event) => {
    event.preventDefault();
    return trying(() => post("faults", {
      operation: where.value.trim(), kind: kind.value, times: times.value === "" ? null : Number(times.value),
      after: Number(after.value),
      seconds: Number(seconds.value), scope: scope.value,
    }), "The fault waits.");
  };
  return h("details", { class: "fault-form" }, h("summary", {}, "Add a fault"), h("form", { onsubmit: add },
    h("datalist", { id: "operations" }, OPERATIONS.map((each) => h("option", { value: each }, operation(each)))),
    field("Of which call", where), field("What goes wrong", kind), field("Times (empty: always)", times),
    field("Skip the first", after), waits, scoped,
    h("button", { type: "submit", class: "act primary" }, "Add fault")));
}
