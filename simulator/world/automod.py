"""What AutoMod looks for in a message: the words and patterns of a server's rules.

Source: https://docs.discord.com/developers/resources/auto-moderation#auto-moderation-rule-object-keyword-matching-strategies
"""

import re
from collections.abc import Iterable

from simulator.world.permission import NONE, Permission
from simulator.world.records import AutoModRule, Json, Member

KEYWORD, SPAM, PRESET, MENTION_SPAM, MEMBER_PROFILE = 1, 3, 4, 5, 6
BLOCK_MESSAGE, SEND_ALERT, TIMEOUT, BLOCK_INTERACTION = 1, 2, 3, 4
_MENTION = re.compile(r"<@[!&]?(\d+)>")


def blocks(
    rules: Iterable[AutoModRule], content: str, member: Member, *, channel_id: str = "", held: Permission = NONE
) -> AutoModRule | None:
    """The first rule that keeps a message from being sent; None where it may be.

    `held` is what its author may do in the server: who manages it is spared. Discord's own lists of words and its eye
    for spam are not here: such rules let everything through.
    """
    for rule in rules:
        blocking = any(action.get("type") == BLOCK_MESSAGE for action in rule.definition.get("actions", ()))
        if blocking and not _spares(rule, member, channel_id, held) and matches(rule, content):
            return rule
    return None


def matches(rule: AutoModRule, content: str) -> bool:
    """Whether a rule finds in a message what it looks for."""
    told: Json = rule.definition.get("trigger_metadata") or {}
    if rule.definition.get("trigger_type") == MENTION_SPAM:
        most = told.get("mention_total_limit")
        return most is not None and len(set(_MENTION.findall(content))) > int(most)
    if rule.definition.get("trigger_type") != KEYWORD:
        return False
    # What is allowed does not count, and what is left of the message does.
    for allowed in told.get("allow_list") or ():
        content = _word(allowed).sub(" ", content)
    words = any(_word(keyword).search(content) for keyword in told.get("keyword_filter") or ())
    return words or any(_fits(pattern, content) for pattern in told.get("regex_patterns") or ())


def is_pattern(text: str) -> bool:
    """Whether it is a pattern at all, as far as Python can tell of Rust's."""
    try:
        re.compile(text)
    except re.error:
        return False
    return True


def _spares(rule: AutoModRule, member: Member, channel_id: str, held: Permission) -> bool:
    told = rule.definition
    return (
        not told.get("enabled", False)
        or bool(held & (Permission.ADMINISTRATOR | Permission.MANAGE_GUILD))
        or channel_id in told.get("exempt_channels", ())
        or not set(member.roles).isdisjoint(told.get("exempt_roles", ()))
    )


def _word(keyword: str) -> re.Pattern[str]:
    """`*` at an end stands for the rest of a word, and without one a word ends there."""
    before = "" if keyword.startswith("*") else r"(?<!\w)"
    after = "" if keyword.endswith("*") else r"(?!\w)"
    inside = re.escape(keyword.strip("*"))
    return re.compile(f"{before}{inside}{after}" if inside else r"(?!)", re.IGNORECASE)


def _fits(pattern: str, content: str) -> bool:
    """Rust's patterns are nearly Python's; one that is not finds nothing."""
    return is_pattern(pattern) and re.search(pattern, content) is not None
