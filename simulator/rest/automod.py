"""The rules of AutoMod."""

from typing import Any

from msgspec import structs

from simulator.refusal import Refused, invalid
from simulator.rest.call import NOTHING, Answer, Call, Operation
from simulator.rest.changes import changes
from simulator.world import AutoModRule, Channel, Guild, Permission, Role, automod, tell
from simulator.world.records import Json

RULE_CREATE, RULE_UPDATE, RULE_DELETE = 140, 141, 142
MOST_OF_KEYWORD = 6
MOST_ALLOWED = 100
_TIMED_OUT_BY = (automod.KEYWORD, automod.MENTION_SPAM)
_LISTS: dict[int, dict[str, Any]] = {
    automod.KEYWORD: {"keyword_filter": [], "regex_patterns": [], "allow_list": []},
    automod.SPAM: {},
    automod.PRESET: {"presets": [], "allow_list": []},
    automod.MENTION_SPAM: {"mention_total_limit": 50, "mention_raid_protection_enabled": False},
    automod.MEMBER_PROFILE: {"keyword_filter": [], "regex_patterns": [], "allow_list": []},
}
_NOT_RUST = ("(?=", "(?!", "(?<=", "(?<!", "(?>", "\\1", "\\2")
"""What Rust's patterns have not, and what others take: looking around and back."""
_TOLD = (
    "name",
    "event_type",
    "trigger_type",
    "trigger_metadata",
    "actions",
    "enabled",
    "exempt_roles",
    "exempt_channels",
)


def list_(call: Call) -> Answer:
    rules = call.world.group(AutoModRule, _guild(call).id).values()
    return Answer(body=[tell.automod_rule(each) for each in rules])


def get(call: Call) -> Answer:
    return Answer(body=tell.automod_rule(_rule(call, _guild(call))))


def create(call: Call) -> Answer:
    guild = _guild(call)
    type_ = int(call.fields["trigger_type"])
    same = sum(1 for each in _rules(call, guild) if each.definition["trigger_type"] == type_)
    most = MOST_OF_KEYWORD if type_ == automod.KEYWORD else 1
    if same >= most:
        message = f"Maximum number of rules with trigger type {type_} is {most}"
        raise invalid("", "AUTO_MODERATION_MAX_RULES_OF_TYPE_EXCEEDED", message)
    blank: Json = {"trigger_type": type_, "trigger_metadata": {}, "actions": [], "enabled": False}
    definition = _edited(call, guild, {**blank, "exempt_roles": [], "exempt_channels": []})
    rule = call.world.put(
        AutoModRule(
            id=call.world.next_id(),
            guild_id=guild.id,
            creator_id=call.world.bot.id,
            definition=definition,
        )
    )
    call.audit(guild.id, RULE_CREATE, rule.id, changes=changes({}, definition, _TOLD))
    return Answer(body=tell.automod_rule(rule))


def edit(call: Call) -> Answer:
    """What triggers it stays of its kind."""
    guild = _guild(call)
    rule = _rule(call, guild)
    after = structs.replace(rule, definition=_edited(call, guild, rule.definition))
    if found := changes(rule.definition, after.definition, _TOLD):
        call.world.put(after)
        call.audit(guild.id, RULE_UPDATE, rule.id, changes=found)
    return Answer(body=tell.automod_rule(after))


def delete(call: Call) -> Answer:
    guild = _guild(call)
    rule = _rule(call, guild)
    call.world.remove(rule)
    call.audit(guild.id, RULE_DELETE, rule.id, changes=changes(rule.definition, {}, _TOLD))
    return NOTHING


def _guild(call: Call) -> Guild:
    guild = call.guild()
    call.needs(guild, Permission.MANAGE_GUILD)
    return guild


def _rules(call: Call, guild: Guild) -> list[AutoModRule]:
    return list(call.world.group(AutoModRule, guild.id).values())


def _rule(call: Call, guild: Guild) -> AutoModRule:
    rule = call.world.group(AutoModRule, guild.id).get(call.path["rule_id"])
    if rule is None:
        # Discord's documentation has no code of its own for it.
        raise Refused(0, "404: Not Found", status=404)
    return rule


def _edited(call: Call, guild: Guild, definition: Json) -> Json:
    told = {name: call.fields[name] for name in _TOLD if call.fields.get(name) is not None}
    type_ = definition["trigger_type"]
    told["trigger_type"] = type_
    for name in ("exempt_roles", "exempt_channels"):
        if name in told:
            told[name] = [str(id_) for id_ in told[name]]
    after: Json = {**definition, **told}
    after["event_type"] = int(after["event_type"])
    # What Discord answers has every list that goes with the trigger, also an empty one.
    known = _LISTS[type_]
    after["trigger_metadata"] = known | {
        name: each for name, each in after["trigger_metadata"].items() if name in known
    }
    after["actions"] = [_action(call, guild, type_, number, each) for number, each in enumerate(after["actions"])]
    _check_words(type_, after["trigger_metadata"])
    _check_exempt(call, guild, after)
    return after


def _action(call: Call, guild: Guild, trigger: int, number: int, told: Json) -> Json:
    type_, metadata = int(told["type"]), dict(told.get("metadata") or {})
    at = f"actions.{number}"
    if type_ == automod.SEND_ALERT:
        metadata["channel_id"] = str(metadata["channel_id"])
        if metadata["channel_id"] not in call.world.group(Channel, guild.id):
            raise invalid(f"{at}.metadata.channel_id", "CHANNEL_INVALID", "The channel is not in this server.")
    if type_ == automod.TIMEOUT:
        call.needs(guild, Permission.MODERATE_MEMBERS)
        if trigger not in _TIMED_OUT_BY:
            message = "A timeout goes with keywords and mention spam only."
            raise invalid(f"{at}.type", "AUTO_MODERATION_INVALID_RULE_TRIGGER_ACTION", message)
        metadata["duration_seconds"] = int(metadata.get("duration_seconds") or 60)
    return {"type": type_, "metadata": metadata}


def _check_words(trigger: int, metadata: Json) -> None:
    allowed = metadata.get("allow_list") or ()
    if trigger != automod.PRESET and len(allowed) > MOST_ALLOWED:
        message = f"Must be {MOST_ALLOWED} or fewer in length."
        raise invalid("trigger_metadata.allow_list", "BASE_TYPE_MAX_LENGTH", message)
    for number, pattern in enumerate(metadata.get("regex_patterns") or ()):
        if any(each in pattern for each in _NOT_RUST) or not automod.is_pattern(pattern):
            at = f"trigger_metadata.regex_patterns.{number}"
            raise invalid(at, "AUTO_MODERATION_INVALID_REGEX", "This is not a pattern of Rust's.")


def _check_exempt(call: Call, guild: Guild, after: Json) -> None:
    for name, there in (
        ("exempt_roles", call.world.group(Role, guild.id)),
        ("exempt_channels", call.world.group(Channel, guild.id)),
    ):
        for number, id_ in enumerate(after[name]):
            if id_ not in there:
                raise invalid(f"{name}.{number}", "BASE_TYPE_CHOICES", "It is not in this server.")


_RULES = "/guilds/{guild_id}/auto-moderation/rules"
_RULE = _RULES + "/{rule_id}"
OPERATIONS: tuple[Operation, ...] = (
    Operation("GET", _RULES, "list_auto_moderation_rules", list_),
    Operation("POST", _RULES, "create_auto_moderation_rule", create),
    Operation("GET", _RULE, "get_auto_moderation_rule", get),
    Operation("PATCH", _RULE, "update_auto_moderation_rule", edit),
    Operation("DELETE", _RULE, "delete_auto_moderation_rule", delete),
)
