"""GET /sim/transcript: what happened, for people to read: who said and used what, what came of it, what went wrong."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from msgspec import json

from simulator.world import (
    AuditEntry,
    Channel,
    Exchange,
    Interaction,
    Member,
    Message,
    State,
    User,
    World,
)
from simulator.world.records import Json

_COMMAND, _COMPONENT, _FORM = 2, 3, 5
_LOADING = 128


def transcript(world: World) -> str:
    """Everything in its order, a line each; what a message or a failure says stands indented under it."""
    entries: list[tuple[int, list[str]]] = []
    for interaction in world.all(Interaction):
        entries.append((int(interaction.id), list(_used(world, interaction))))
    for message in world.all(Message):
        entries.append((int(message.id), list(_said(world, message))))
    for entry in world.all(AuditEntry):
        entries.append((int(entry.id), [_did(world, entry)]))
    for exchange in world.all(Exchange):
        if not exchange.to_bot and exchange.errors is not None:
            entries.append((int(exchange.id), list(_refused(exchange))))
    lines = [line for _, lines in sorted(entries) for line in lines]
    return "\n".join(lines) + "\n" if lines else "Nothing has happened yet.\n"


def _used(world: World, interaction: Interaction) -> Iterator[str]:
    how = {
        _COMMAND: f"used /{interaction.said}" if not interaction.target_id else f"used “{interaction.said}”",
        _COMPONENT: f"pressed {interaction.custom_id}",
        _FORM: f"sent the form {interaction.custom_id}",
    }.get(interaction.type, f"was typing for /{interaction.said}")
    target = "" if interaction.target_id is None else f" on {_target(world, interaction.target_id)}"
    who = _name(world, interaction.user_id)
    where = _place(world, interaction.channel_id)
    yield f"{_time(interaction.created_at)} {where} {who} {how}{target} → {_outcome(interaction)}"
    yield from _problem(interaction.errors)


def _outcome(interaction: Interaction) -> str:
    if interaction.state is State.MODAL:
        return "a form" if interaction.modal is None else f"a form: {interaction.modal.get('title', '')}"
    if interaction.state is State.CHOICES:
        return f"suggestions: {', '.join(str(each['name']) for each in interaction.choices) or 'none'}"
    waiting = ", and nothing yet" if interaction.is_loading else ""
    return f"{interaction.state}{waiting}"


def _said(world: World, message: Message) -> Iterator[str]:
    who = _name(world, message.author_id) if message.webhook_name is None else message.webhook_name
    alone = "" if message.visible_to is None else f" (only {_name(world, message.visible_to)} sees it)"
    edited = "" if message.edited_timestamp is None else " (edited)"
    text = list(_text(message))
    if message.flags & _LOADING:
        text = ["… is thinking"]
    first = text[0] if text else ""
    yield f"{_time(message.timestamp)} {_place(world, message.channel_id)} {who}{alone}{edited}: {first}".rstrip()
    yield from (f"    {line}" for line in text[1:])


def _text(message: Message) -> Iterator[str]:
    """What can be read in it, from top to bottom."""
    yield from message.content.splitlines()
    for embed in message.embeds:
        yield from _embed(embed)
    yield from _components(message.components)
    for attachment in message.attachments:
        yield f"[file {attachment.get('filename', '')}]"
    if message.poll is not None:
        yield f"[poll {message.poll['question'].get('text', '')}]"


def _embed(embed: Json) -> Iterator[str]:
    for part in (embed.get("author", {}).get("name"), embed.get("title"), embed.get("description")):
        yield from (f"┃ {line}" for line in (part or "").splitlines())
    for each in embed.get("fields", ()):
        yield f"┃ {each['name']}: {each['value']}"
    if embed.get("footer", {}).get("text"):
        yield f"┃ {embed['footer']['text']}"


def _components(components: Iterable[Json]) -> Iterator[str]:
    for each in components:
        if each["type"] == 1:
            yield " ".join(f"[{_label(inner)}]" for inner in each.get("components", ()))
        elif each["type"] == 10:
            yield from each["content"].splitlines()
        else:
            yield from _components(each.get("components", ()))
            if each.get("accessory", {}).get("type") == 2:
                yield f"[{_label(each['accessory'])}]"


def _label(component: Json) -> str:
    emoji = (component.get("emoji") or {}).get("name")
    return str(
        component.get("label") or emoji or component.get("placeholder") or component.get("custom_id") or "select"
    )


def _did(world: World, entry: AuditEntry) -> str:
    who, target = _name(world, entry.user_id), _target(world, entry.target_id or "")
    what = _DEEDS.get(entry.action_type, f"action {entry.action_type} on")
    because = "" if entry.reason is None else f": {entry.reason}"
    changes = ", ".join(str(change.get("key")) for change in entry.changes)
    return f"           {who} {what} {target}{f' ({changes})' if changes else ''}{because}"


_DEEDS = {20: "kicked", 22: "banned", 23: "unbanned", 24: "changed the member", 25: "changed the roles of"}
_DEEDS |= {10: "made the channel", 11: "changed the channel", 12: "deleted the channel", 72: "deleted a message of"}
_DEEDS |= {30: "made the role", 31: "changed the role", 32: "deleted the role", 73: "deleted many messages in"}
_DEEDS |= {74: "pinned a message of", 75: "unpinned a message of", 110: "made the thread", 111: "changed the thread"}


def _refused(exchange: Exchange) -> Iterator[str]:
    got = "no answer" if exchange.status is None else str(exchange.status)
    yield f"{_time(exchange.started_at)} The bot called {exchange.method} {exchange.path} → {got}"
    yield from _problem(exchange.errors)


def _problem(errors: Json | str | None) -> Iterator[str]:
    if errors is not None:
        text = errors if isinstance(errors, str) else json.encode(errors).decode()
        yield from (f"    ✗ {line}" for line in text.splitlines())


def _target(world: World, id_: str) -> str:
    message = world.find(Message, id_)
    if message is not None:
        return f"{_name(world, message.author_id)}'s message"
    channel = world.find(Channel, id_)
    return _name(world, id_) if channel is None else f"#{channel.name}"


def _name(world: World, user_id: str) -> str:
    user = world.find(User, user_id)
    if user is None:
        return user_id
    nicks = (each.nick for each in world.all(Member) if each.user_id == user_id and each.nick)
    return next(nicks, None) or user.global_name or user.username


def _place(world: World, channel_id: str) -> str:
    channel = world.find(Channel, channel_id)
    if channel is None:
        return "(gone)"
    return f"#{channel.name}" if channel.guild_id is not None else "(direct)"


def _time(at: datetime) -> str:
    return at.strftime("%H:%M:%S")
