"""What AutoMod finds in a message."""

from typing import Any

import pytest
from msgspec.structs import replace

from simulator.world import AutoModRule, Member, Permission, load
from simulator.world.automod import blocks

MEMBER = next(iter(load.default().all(Member)))
BLOCK = [{"type": 1}]


def rule(trigger: int = 1, actions: Any = BLOCK, **metadata: Any) -> AutoModRule:
    told = {"trigger_type": trigger, "enabled": True, "actions": actions, "trigger_metadata": metadata}
    return AutoModRule(id="1", guild_id="1", creator_id="1", definition=told)


def spared(by: AutoModRule, **more: Any) -> AutoModRule:
    return replace(by, definition={**by.definition, **more})


@pytest.mark.parametrize(
    ("keyword", "content", "is_found"),
    [
        ("cat", "A CAT!", True),
        ("cat", "bobcat", False),
        ("cat", "catch", False),
        ("cat*", "catch", True),
        ("cat*", "bobcat", False),
        ("*cat", "bobcat", True),
        ("*cat", "catch", False),
        ("*cat*", "location", True),
        ("the mat", "on the mat.", True),
        ("ばか", "ばか", True),
        ("a.b", "axb", False),
        ("*", "anything", False),
    ],
)
def test_keywords_are_words_and_a_star_stands_for_the_rest_of_one(keyword: str, content: str, is_found: bool) -> None:
    assert (blocks([rule(keyword_filter=[keyword])], content, MEMBER) is not None) is is_found


def test_what_is_allowed_is_let_through_and_the_rest_is_looked_at() -> None:
    buying = rule(keyword_filter=["*buy*"], allow_list=["buy-in"])

    assert blocks([buying], "The buy-in is 5.", MEMBER) is None
    assert blocks([buying], "The buy-in is 5, buy now.", MEMBER) is buying


@pytest.mark.parametrize(("pattern", "is_found"), [("b+u?y", True), ("^y", False), ("(x", False)])
def test_patterns_are_searched_for(pattern: str, is_found: bool) -> None:
    assert (blocks([rule(regex_patterns=[pattern])], "bbuy", MEMBER) is not None) is is_found


def test_too_many_mentions_are_blocked() -> None:
    few = rule(5, mention_total_limit=2)

    assert blocks([few], "<@1> <@!1> <@&2>", MEMBER) is None
    assert blocks([few], "<@1> <@2> <@&3>", MEMBER) is few
    assert blocks([rule(5)], "<@1>", MEMBER) is None


def test_the_first_rule_that_blocks_is_told() -> None:
    alerts, presets, bad = rule(actions=[{"type": 2}], keyword_filter=["x"]), rule(4), rule(keyword_filter=["x"])

    assert blocks([alerts, presets, bad], "x", MEMBER) is bad


def test_who_manages_the_server_and_who_is_exempt_is_spared() -> None:
    bad = rule(keyword_filter=["x"])

    assert blocks([bad], "x", MEMBER, held=Permission.MANAGE_GUILD) is None
    assert blocks([bad], "x", MEMBER, held=Permission.ADMINISTRATOR) is None
    assert blocks([spared(bad, exempt_channels=["7"])], "x", MEMBER, channel_id="7") is None
    assert blocks([spared(bad, exempt_roles=list(MEMBER.roles))], "x", MEMBER) is None
    assert blocks([spared(bad, enabled=False)], "x", MEMBER) is None
