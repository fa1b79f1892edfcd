// Who may use the bot's commands, by the server's settings (Integrations there): for each command, or for all of them.

import { put } from "../api.js";
import { fill, h } from "../dom.js";
import { icon } from "../icon.js";
import { channelName, displayName, roleName } from "../names.js";
import { all, find, state, subscribe } from "../store.js";
import { isTalkedIn, ordered } from "../view.js";
import { keepFocus } from "./focus.js";
import { trying } from "./notes.js";

// https://docs.discord.com/developers/interactions/application-commands#application-command-permissions-object
const ROLE = 1;
const MEMBER = 2;
const CHANNEL = 3;
const SLASH = 1;

/** Let the viewer choose, in a dialog. Each choice is kept at once. */
export function openPermissions(guild) {
  const page = new Permissions(guild);
  document.body.append(page.element);
  page.element.showModal();
}

class Permissions {
  constructor(guild) {
    this.guild = guild;
    this.command = picker("Command", commandsOf(guild), () => this.draw());
    this.list = h("ul", {});
    this.whom = picker("For whom", []);
    this.element = h("dialog", { class: "ask", "aria-labelledby": "permissions-title" },
      h("form", { method: "dialog" },
        h("h2", { id: "permissions-title" }, "Command permissions"),
        h("p", { class: "ask-text" }, "What is chosen here goes before a command's own default. "
          + "Administrators may use every command."),
        labelled("Command", this.command), this.list,
        labelled("A role, a member or a channel", this.whom),
        h("div", { class: "ask-buttons" },
          // Not at a change of the list: arrow keys change it too, on the way to what is meant.
          h("button", { type: "button", class: "act plain", onclick: () => this.add() }, "Add"),
          h("button", { type: "submit", class: "act primary" }, "Done"))));
    const end = subscribe((changes) => {
      if (changes === null) this.element.close();
      else if (changes.some((each) => each.table === "command_permissions")) this.draw();
    });
    this.element.addEventListener("close", () => {
      end();
      this.element.remove();
    });
    this.draw();
  }

  get chosen() {
    return find("command_permissions", `${this.guild.id}:${this.command.value}`)?.permissions ?? [];
  }

  draw() {
    const rows = this.chosen.map((each) => this.row(each));
    const list = h("ul", { class: "allowances", "aria-label": "Permissions" }, rows.length ? rows
      : h("li", { class: "muted" }, "Nothing is chosen. The command's own default holds."));
    keepFocus(this.list, list);
    this.list = list;
    const isNew = ([key]) => !this.chosen.some((each) => keyOf(each) === key);
    fill(this.whom, h("option", { value: "" }, "Choose…"), subjects(this.guild)
      .map(([group, those]) => h("optgroup", { label: group }, those.filter(isNew).map(option))));
  }

  row(each) {
    const name = nameOf(each, this.guild);
    const others = () => this.chosen.filter((other) => keyOf(other) !== keyOf(each));
    const turn = (permission) => this.save(this.chosen.map((other) => (keyOf(other) === keyOf(each)
      ? { ...other, permission } : other)));
    const gone = async () => {
      await this.save(others());
      this.whom.focus();
    };
    return h("li", {}, h("span", {}, name),
      h("label", { class: "switch" }, h("span", {}, each.permission ? "Allowed" : "Not allowed"),
        h("input", { type: "checkbox", role: "switch", "aria-label": `${name}: allowed`, checked: each.permission,
          onchange: (event) => turn(event.target.checked) })),
      h("button", { type: "button", class: "round small", "aria-label": `Remove ${name}`, title: "Remove",
        onclick: gone }, icon("trash", 16)));
  }

  add() {
    const [type, id] = this.whom.value.split(":");
    if (id) void this.save([...this.chosen, { type: Number(type), id, permission: true }]);
  }

  async save(permissions) {
    const command = this.command.value;
    await trying(() => put("command-permissions", { as: state.viewer?.username, command, permissions }));
    this.draw();
  }
}

const keyOf = ({ type, id }) => `${type}:${id}`;
const option = ([value, label]) => h("option", { value }, label);
const labelled = (words, input) => h("label", {}, h("span", {}, words), input);
const picker = (name, options, onchange) => h("select", { "aria-label": name, onchange }, options.map(option));

/** Discord's id for all channels of a server: the server's own, less one. */
const everywhere = (guild) => String(BigInt(guild.id) - 1n);

function commandsOf(guild) {
  const [app] = all("application");
  const each = all("commands", ({ guild_id: id }) => !id || id === guild.id)
    .map(({ id, name, type }) => [id, type === SLASH ? `/${name}` : name])
    .sort(([, one], [, other]) => one.localeCompare(other));
  return [[app.id, `All commands of ${app.name}`], ...each];
}

function subjects(guild) {
  const roles = all("roles", (each) => each.guild_id === guild.id).sort((one, other) => other.position - one.position);
  const people = all("members", (each) => each.guild_id === guild.id && !each.user.bot);
  const offered = (type, ids) => ids.map((id) => [keyOf({ type, id }), nameOf({ type, id }, guild)]);
  return [
    ["Roles", offered(ROLE, roles.map(({ id }) => id))],
    ["Members", offered(MEMBER, people.map(({ user_id: id }) => id))],
    ["Channels", offered(CHANNEL, [everywhere(guild), ...ordered(guild.id).filter(isTalkedIn).map(({ id }) => id)])],
  ];
}

function nameOf({ type, id }, guild) {
  if (type === ROLE) return `@${roleName(id)}`;
  if (type === MEMBER) return displayName(id, guild.id);
  return id === everywhere(guild) ? "All channels" : `#${channelName(id)}`;
}
