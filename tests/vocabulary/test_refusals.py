"""Whatever breaks one documented rule is refused when it is built, with the field and the limit by name."""

import pytest
from msgspec import ValidationError, json

from kasutamaiza.interactions import Choice
from kasutamaiza.interactions.answer import Choices, callback
from kasutamaiza.ui import Refused
from tests.vocabulary import (
    refused_commands,
    refused_components,
    refused_layouts,
    refused_messages,
    refused_modals,
    refused_options,
    refused_polls,
    refused_suggestions,
)
from tests.vocabulary.numbers import NUMBERS
from tests.vocabulary.rule import Rule

KINDS = {
    "message": refused_messages.RULES,
    "poll": refused_polls.RULES,
    "component": refused_components.RULES,
    "layout": refused_layouts.RULES,
    "modal": refused_modals.RULES,
    "command": refused_commands.RULES,
    "option": refused_options.RULES,
    "suggestion": refused_suggestions.RULES,
}
RULES = [(f"{kind}: {rule.name}", rule) for kind, rules in KINDS.items() for rule in rules]

every_rule = pytest.mark.parametrize("rule", [rule for _, rule in RULES], ids=[name for name, _ in RULES])


@every_rule
def test_what_keeps_the_rule_is_built(rule: Rule) -> None:
    assert rule.make(rule.build(rule.right)) is not None


@every_rule
def test_what_breaks_the_rule_is_refused_by_name(rule: Rule) -> None:
    with pytest.raises((ValidationError, Refused)) as refused:
        rule.make(rule.build(rule.wrong))
    text = str(refused.value)
    assert rule.missing(text) == [], f"not named: {text}"


def test_every_documented_number_is_broken_by_some_payload() -> None:
    shown = {limit for _, rule in RULES for limit in rule.limits.split()}
    assert shown == NUMBERS - {"autocomplete.choices_max"}


def test_of_suggestions_the_first_25_are_sent_and_the_rest_is_left_out() -> None:
    told = json.decode(callback(Choices([Choice(f"Deck {number}", number) for number in range(26)])))
    assert [choice["value"] for choice in told["data"]["choices"]] == [*range(25)]


def test_each_rule_says_where_it_stands_and_has_a_name_of_its_own() -> None:
    assert all(rule.source for _, rule in RULES)
    assert len({name for name, _ in RULES}) == len(RULES)
