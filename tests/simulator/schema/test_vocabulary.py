"""Whatever breaks one documented rule of tests/vocabulary is refused, once and where it is; what keeps it is taken."""

import re

import pytest

from simulator.schema import Verdict
from tests.simulator.schema.bodies import SENT_AS
from tests.vocabulary.rule import Rule
from tests.vocabulary.test_refusals import RULES

DROPPED = "Discord drops the bits that a bot cannot set, and takes the rest"
FAILS = "seen, not documented: Discord does not refuse it, it fails with HTTP 500"
WARNED = {
    "message: a flag that only Discord sets": DROPPED,
    "message: a flag of published messages": DROPPED,
    "message: a flag that there is not": DROPPED,
    "message: time without a zone": "a builder's rule: ISO 8601 allows it, and Discord reads it as UTC",
    "message: an embed's picture that is none": "Discord shows the embed without it",
    "layout: bytes of a text": FAILS,
    "layout: bytes of all texts": FAILS,
    "layout: media of a message": FAILS,
    "command: private channels without user install": "the docs call it meaningless, not wrong",
}
"""What Discord takes, as far as is known, and the schema warns of: with the reason why it is not refused."""

CODES = {
    "message: content": "content BASE_TYPE_MAX_LENGTH",
    "message: an empty message": "50006",
    "message: empty content alone": "50006",
    "message: the V2 flag without components": "50006",
    "message: embeds in number": "embeds BASE_TYPE_MAX_LENGTH",
    "message: content beside V2 components": "content MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
    "message: a poll beside V2 components": "poll MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
    "message: content beside a V2 component, unsaid": "components[0] UNION_TYPE_CHOICES",
    "message: rows of a classic message": "components BASE_TYPE_MAX_LENGTH",
    "message: all embeds together": "embeds MAX_EMBED_SIZE_EXCEEDED",
    "message: all embeds together, between blanks": "embeds MAX_EMBED_SIZE_EXCEEDED",
    "message: an embed of nothing": "embeds[0].description BASE_TYPE_REQUIRED",
    "message: field without a value": "embeds[0].fields[0].value BASE_TYPE_REQUIRED",
    "message: url without a scheme": "embeds[0].url URL_TYPE_INVALID_URL",
    "message: url of another scheme": "embeds[0].url URL_TYPE_INVALID_SCHEME",
    "message: colour of 25 bits": "embeds[0].color NUMBER_TYPE_MAX",
    "message: colour below black": "embeds[0].color NUMBER_TYPE_MIN",
    "message: parse beside users": "allowed_mentions MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
    "message: a user who is no id": "allowed_mentions.users[0] NUMBER_TYPE_COERCE",
    "message: a user twice": "allowed_mentions.users[1] SET_TYPE_ALREADY_CONTAINS_VALUE",
    "message: a kind that there is not": "allowed_mentions.parse[0] BASE_TYPE_CHOICES",
    "poll: answers": "poll.answers BASE_TYPE_BAD_LENGTH",
    "component: buttons in a row": "components[0].components BASE_TYPE_BAD_LENGTH",
    "component: selects in a row": "components[0].components[1] COMPONENT_LAYOUT_WIDTH_EXCEEDED",
    "component: a row in a row": "components[0].components[0] UNION_TYPE_CHOICES",
    "component: a custom_id twice in two rows": "components[1].components[0].custom_id COMPONENT_CUSTOM_ID_DUPLICATED",
    "component: label": "components[0].components[0].label BASE_TYPE_MAX_LENGTH",
    "component: no style": "components[0].components[0].style BASE_TYPE_REQUIRED",
    "component: a button to press without custom_id": (
        "components[0].components[0].custom_id BUTTON_COMPONENT_CUSTOM_ID_REQUIRED"
    ),
    "component: a button to press with a url": (
        "components[0].components[0].custom_id BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE"
    ),
    "component: a value twice": "components[0].components[0].options[1] SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
    "component: defaults beyond the most": (
        "components[0].components[0].default_values SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES"
    ),
    "layout: components inside one another": "components COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED",
    "layout: all texts together": "components COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED",
    "layout: no accessory": "components[0].accessory BASE_TYPE_REQUIRED",
    "layout: a file from the web": "components[0].file.url URL_TYPE_INVALID_SCHEME",
    "modal: title": "title BASE_TYPE_BAD_LENGTH",
    "modal: components": "components BASE_TYPE_BAD_LENGTH",
    "modal: a button in a label": "components[0].component UNION_TYPE_CHOICES",
    "command: a name with capitals": "name APPLICATION_COMMAND_INVALID_NAME",
    "command: no description": "description BASE_TYPE_REQUIRED",
    "command: an empty description": "description BASE_TYPE_BAD_LENGTH",
    "command: a description on a user": "description APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION_INVALID",
    "command: options on a message": "options APPLICATION_COMMAND_CONTEXT_MENU_OPTIONS_INVALID",
    "command: all characters of a command": "APPLICATION_COMMAND_TOO_LARGE",
    "command: the longest localization counts": "APPLICATION_COMMAND_TOO_LARGE",
    "command: slash commands": "30032",
    "command: commands on users": "30032",
    "command: a name twice": "[1] APPLICATION_COMMANDS_DUPLICATE_NAME",
    "option: required after optional": "options[1] APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
    "option: required after optional, in a sub-command": (
        "options[0].options[1] APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID"
    ),
    "option: a required sub-command": "options[0].required APPLICATION_COMMAND_REQUIRED_INVALID",
    "option: a group in a group": "options[0].options[0] UNION_TYPE_CHOICES",
    "option: a text as a number's value": "options[0].choices[0].value NUMBER_TYPE_COERCE",
    "suggestion: suggested name": "choices[0].name BASE_TYPE_BAD_LENGTH",
}
"""Where each is told and by which code, as bots have logged it; in an answer to an interaction below `data`."""

every_rule = pytest.mark.parametrize(("name", "rule"), RULES, ids=[name for name, _ in RULES])
REFUSED = [(name, rule) for name, rule in RULES if name not in WARNED]


def verdict(name: str, payload: object) -> Verdict:
    return SENT_AS[name.partition(":")[0]](payload).verdict


@every_rule
def test_what_keeps_the_rule_is_taken_without_a_word(name: str, rule: Rule) -> None:
    taken = verdict(name, rule.build(rule.right))
    assert taken.ok, taken.sentences()
    assert taken.warnings == ()


@pytest.mark.parametrize(("name", "rule"), REFUSED, ids=[name for name, _ in REFUSED])
def test_what_breaks_the_rule_is_refused_once(name: str, rule: Rule) -> None:
    refused = verdict(name, rule.build(rule.wrong))
    assert not refused.ok
    assert len(refused.sentences()) == 1, refused.sentences()


@pytest.mark.parametrize("name", WARNED)
def test_what_discord_takes_although_it_is_seldom_meant_is_warned_of(name: str) -> None:
    rule = dict(RULES)[name]
    taken = verdict(name, rule.build(rule.wrong))
    assert taken.ok
    assert len(taken.warnings) == 1


@pytest.mark.parametrize("name", CODES)
def test_what_is_refused_is_told_where_it_is_by_discords_code(name: str) -> None:
    rule = dict(RULES)[name]
    (told,) = verdict(name, rule.build(rule.wrong)).sentences()
    place, code = re.fullmatch(r"(?:data\.)?(?:([^: ]*): )?.* \((\w+)\)", told).groups()  # type: ignore[union-attr]
    assert f"{place or ''} {code}".strip() == CODES[name]


def test_the_vocabulary_has_no_rule_that_is_not_judged() -> None:
    assert {name.partition(":")[0] for name, _ in RULES} == SENT_AS.keys()
    assert (WARNED.keys() | CODES.keys()) <= {name for name, _ in RULES}
    assert not WARNED.keys() & CODES.keys()


def test_more_than_ninety_payloads_that_break_one_rule_each_are_refused() -> None:
    assert len(REFUSED) >= 300
