// What an exchange was in full: what was wrong with it, its headers and bodies, and what can be done with it.

import { get, post } from "../api.js";
import { fill, h } from "../dom.js";
import { icon } from "../icon.js";
import { find } from "../store.js";
import { jsonView } from "./json.js";
import { copy, trying } from "./notes.js";
import { faults, readable, reason } from "./reason.js";

/** The opened part of a row; its bodies come as soon as the simulator has told them. */
export function detailsOf(each) {
  const bodies = h("div", { class: "bodies" }, h("p", { class: "muted" }, "Loading…"));
  void load(each.id, bodies);
  return h("div", { class: "exchange-body" },
    h("p", { class: "path" }, h("b", {}, each.method), " ", each.path),
    facts(each), wrong(each), buttons(each), bodies);
}

function facts(each) {
  const at = new Date(each.started).toLocaleTimeString("en", { hour12: false });
  const interaction = find("interactions", each.interaction_id);
  const told = interaction && `interaction ${interaction.id} is ${interaction.state}`;
  return h("p", { class: "facts" }, [at, each.operation, told].filter(Boolean).join(" · "));
}

function wrong(each) {
  const all = typeof each.errors === "object" ? faults(each.errors) : [];
  const told = typeof each.errors === "string" ? each.errors : each.errors?.message ?? undone(each);
  const sentence = all.length ? null : told;
  const lines = [
    ...all.map(({ path, code, message }) => line("bad", h("code", {}, readable(path) || "body"),
      h("span", {}, message), h("small", {}, code))),
    sentence && line("bad", h("span", {}, sentence)),
    !each.simulated && line("bad", h("span", {}, "Discord has this call; the simulator has not. Nothing was done.")),
    each.status === null && each.milliseconds !== null && !each.errors && !sentence
      && line("bad", h("span", {}, "No answer came.")),
    each.fault && line("odd", h("span", {}, `A fault was put on this exchange: ${each.fault}`)),
    ...each.warnings.map((words) => line("odd", h("span", {}, words))),
  ].filter(Boolean);
  return lines.length ? h("ul", { class: "wrong", "aria-label": "What was wrong" }, lines) : null;
}

/** Why an interaction has failed whose delivery tells of no error: it may even be on its way still, and too late. */
function undone({ to_bot: isDelivery, interaction_id: id }) {
  const interaction = isDelivery ? find("interactions", id) : undefined;
  return interaction?.state === "failed" ? reason(interaction.errors) : null;
}

const line = (kind, ...children) => h("li", { class: kind }, icon(kind === "bad" ? "close" : "warning", 14),
  h("div", {}, children));

function buttons(each) {
  const make = (label, name, run) => h("button", { type: "button", class: "act plain small", onclick: run },
    icon(name, 14), label);
  const whole = () => trying(() => get(`exchanges/${each.id}`));
  return h("div", { class: "exchange-tools" },
    each.to_bot && each.interaction_id && make("Replay", "replay",
      () => trying(() => post(`exchanges/${each.id}/replay`), "Delivered again.")),
    each.interaction_id && make("Copy as test", "flask", async () => {
      const text = await trying(() => get(`exchanges/${each.id}/test`));
      if (text) await copy(text, "Test");
    }),
    make("Copy JSON", "copy", async () => {
      const all = await whole();
      if (all) await copy(JSON.stringify(all, null, 2), "JSON");
    }),
    !each.to_bot && make("Copy as curl", "copy", async () => {
      const all = await whole();
      if (all) await copy(curl(all), "curl command");
    }));
}

/** The call as one would make it by hand. */
export function curl({ method, path, request }) {
  const base = path.startsWith("/v") ? "/api" : "/api/v10";
  const quoted = (text) => `'${String(text).replaceAll("'", "'\\''")}'`;
  const parts = [`curl -X ${method} ${quoted(location.origin + base + path)}`, "-H 'Authorization: Bot anything'"];
  if (request.body) parts.push("-H 'Content-Type: application/json'", `-d ${quoted(request.body)}`);
  return parts.join(" \\\n  ");
}

async function load(id, bodies) {
  const all = await trying(() => get(`exchanges/${id}`));
  if (!all) return;
  const tree = typeof all.errors === "object" ? faults(all.errors) : [];
  const request = half("Request", all.request, all.to_bot ? [] : tree);
  const response = half("Response", all.response, all.to_bot ? tree : []);
  // What is wrong with an answer is looked for first.
  fill(bodies, all.to_bot && tree.length ? [response, request] : [request, response]);
}

function half(title, part, marks) {
  const headers = Object.entries(part?.headers ?? {});
  return h("section", {},
    h("h3", {}, title),
    headers.length > 0 && h("details", {}, h("summary", {}, `${headers.length} headers`),
      h("dl", {}, headers.map(([name, value]) => [h("dt", {}, name), h("dd", {}, value)]))),
    part?.body ? jsonView(part.body, marks) : h("p", { class: "muted" }, "No body"));
}
