"""Commands as Discord is told of them."""

from collections.abc import Callable

from msgspec import json

from kasutamaiza.interactions import discover

SAID = {(int(each.type), each.name): each for each in discover("tests.interactions.said").definitions}
OURS = {each.name: each for each in discover().definitions}


def test_what_tests_declare_is_what_discord_takes(is_valid: Callable[[str, bytes], None]) -> None:
    is_valid("commands", json.encode(list(SAID.values())))


def test_a_command_is_told_with_its_names_in_other_languages() -> None:
    told = json.decode(json.encode(OURS["help"]))
    assert told["name_localizations"] == {"ja": "ヘルプ"}
    assert told["description_localizations"] == {"ja": "できることを見ます。"}
    [topic] = told["options"]
    assert topic["name_localizations"] == {"ja": "項目"}


def test_a_command_is_offered_where_it_can_work() -> None:
    assert OURS["ping"].contexts == [0, 1]
    assert OURS["ping"].integration_types == [0]
    assert SAID[1, "guarded"].contexts == [0]
    assert SAID[1, "provided"].contexts == [0]
    assert SAID[2, "Case history"].contexts == [0]
    assert SAID[2, "Look up"].contexts == [0, 1]
    assert SAID[1, "in_private"].contexts == [1]
    assert SAID[1, "in_any_private"].contexts == [1, 2]
    assert SAID[1, "anywhere"].contexts == [0, 1, 2]


def test_what_a_command_requires_is_what_discord_hides_it_by() -> None:
    assert SAID[1, "guarded"].default_member_permissions == str(1 << 2)
    assert SAID[1, "nested"].default_member_permissions == str(1 << 5)
    assert SAID[2, "Case history"].default_member_permissions == str(1 << 40)
    assert SAID[3, "Quote"].default_member_permissions is None


def test_an_age_restricted_command_says_so() -> None:
    assert SAID[1, "grown_up"].nsfw
    assert not OURS["ping"].nsfw


def test_a_choice_keeps_the_names_that_it_was_given() -> None:
    [where] = SAID[1, "anywhere"].options
    assert [choice.name_localizations for choice in where.choices] == [{"ja": "ここ"}, None]


def test_a_menus_command_has_its_name_alone() -> None:
    assert json.decode(json.encode(SAID[3, "Quote"])) == {
        "type": 3,
        "name": "Quote",
        "contexts": [0, 1],
        "integration_types": [0],
    }
