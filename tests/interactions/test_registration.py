"""Our commands against Discord's: every difference is found, nothing else is taken for one, and nothing is lost."""

import copy
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest
from msgspec import ValidationError, convert, json, to_builtins

from kasutamaiza.discord.command import ApplicationCommand
from kasutamaiza.discord.snowflake import GuildId
from kasutamaiza.interactions import discover
from kasutamaiza.interactions.registration import (
    Deed,
    Plan,
    carried,
    in_both,
    label,
    mentions,
    new_ids,
    plan,
    snapshot,
)
from tests.discord_application import FakeApplication

GUILD = GuildId(77)

PLAY: dict[str, Any] = {
    "type": 1,
    "name": "play",
    "name_localizations": {"ja": "遊ぶ"},
    "description": "Start a round.",
    "description_localizations": {"ja": "始めます。", "de": "Fang an."},
    "default_member_permissions": "8",
    "contexts": [0, 1],
    "integration_types": [0],
    "options": [
        {
            "type": 4,
            "name": "rounds",
            "description": "How many.",
            "description_localizations": {"ja": "いくつ。"},
            "required": True,
            "min_value": 1,
            "max_value": 10,
        },
        {
            "type": 3,
            "name": "style",
            "description": "Which.",
            "choices": [
                {"name": "Fast", "value": "f", "name_localizations": {"ja": "速い"}},
                {"name": "Slow", "value": "s"},
            ],
        },
        {"type": 3, "name": "note", "description": "Any.", "min_length": 2, "max_length": 100},
        {"type": 7, "name": "where", "description": "Where.", "channel_types": [0, 5]},
        {"type": 11, "name": "proof", "description": "A picture.", "file_types": ["image", ".ydk"]},
        {"type": 10, "name": "odds", "description": "How likely.", "min_value": 0.5, "autocomplete": True},
    ],
}


def command(told: Mapping[str, Any]) -> ApplicationCommand:
    return convert(told, ApplicationCommand)


def registered(*told: Mapping[str, Any], guild: str | None = None) -> list[dict[str, Any]]:
    return FakeApplication().register(*told, guild=guild)


def deeds(found: Plan) -> dict[str, str]:
    return {step.label: step.deed.value for step in found.steps}


def changed(change: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
    told = copy.deepcopy(PLAY)
    change(told)
    return told


CHANGES: dict[str, Callable[[dict[str, Any]], object]] = {
    "name_localizations.ja": lambda told: told["name_localizations"].update(ja="対戦"),
    "name_localizations.fr": lambda told: told["name_localizations"].update(fr="jouer"),
    "description": lambda told: told.update(description="Start a game."),
    "description_localizations.de": lambda told: told["description_localizations"].pop("de"),
    "default_member_permissions": lambda told: told.pop("default_member_permissions"),
    "contexts": lambda told: told.update(contexts=[0]),
    "integration_types": lambda told: told.update(integration_types=[0, 1]),
    "nsfw": lambda told: told.update(nsfw=True),
    "options": lambda told: told["options"].insert(1, told["options"].pop(2)),
    "options[note]": lambda told: told["options"].pop(2),
    "options[more]": lambda told: told["options"].append({"type": 5, "name": "more", "description": "More."}),
    "options[rounds].type": lambda told: told["options"][0].update(type=10),
    "options[rounds].required": lambda told: told["options"][0].update(required=False),
    "options[rounds].description_localizations.ja": lambda told: told["options"][0].update(
        description_localizations={"ja": "何回。"}
    ),
    "options[rounds].name_localizations.ja": lambda told: told["options"][0].update(name_localizations={"ja": "回数"}),
    "options[rounds].min_value": lambda told: told["options"][0].update(min_value=0),
    "options[rounds].max_value": lambda told: told["options"][0].update(max_value=20),
    "options[style].choices": lambda told: told["options"][1]["choices"].reverse(),
    "options[style].choices[Slow]": lambda told: told["options"][1]["choices"].pop(),
    "options[style].choices[Slow].value": lambda told: told["options"][1]["choices"][1].update(value="l"),
    "options[style].choices[Fast].name_localizations.ja": lambda told: told["options"][1]["choices"][0][
        "name_localizations"
    ].update(ja="快速"),
    "options[note].min_length": lambda told: told["options"][2].pop("min_length"),
    "options[note].max_length": lambda told: told["options"][2].update(max_length=99),
    "options[where].channel_types": lambda told: told["options"][3].update(channel_types=[0]),
    "options[proof].file_types": lambda told: told["options"][4].update(file_types=["image"]),
    "options[odds].min_value": lambda told: told["options"][5].update(min_value=0.25),
    "options[odds].autocomplete": lambda told: told["options"][5].pop("autocomplete"),
}


@pytest.mark.parametrize("path", CHANGES)
def test_a_change_of_one_field_is_one_update_which_names_it(path: str) -> None:
    [step] = plan([command(changed(CHANGES[path]))], registered(PLAY)).steps
    assert step.deed is Deed.UPDATE
    assert [each.path for each in step.differences] == [path]
    [back] = plan([command(PLAY)], registered(changed(CHANGES[path]))).steps
    assert [each.path for each in back.differences] == [path]
    assert (back.differences[0].registered, back.differences[0].ours) == (
        step.differences[0].ours,
        step.differences[0].registered,
    )


FILLED_IN: dict[str, Mapping[str, Any]] = {
    "other ids": {"id": "5", "application_id": "6", "version": "7", "guild_id": "8"},
    "what is deprecated": {"dm_permission": False, "default_permission": True},
    "translations for the asker": {"name_localized": "遊ぶ", "description_localized": "始めます。"},
    "fields of the future": {"colour": "red", "tiers": [{"a": 1}]},
    "another order of what has none": {"contexts": [1, 0, 1], "integration_types": [0]},
    "a translation that says nothing new": {"name_localizations": {"ja": "遊ぶ", "en-US": "play", "fr": None}},
    "false and null": {"nsfw": False, "handler": None},
    "a number as a number": {"default_member_permissions": 8},
    "bounds with a point": {
        "options": [PLAY["options"][0] | {"max_value": 10.0, "min_value": 1.0}, *PLAY["options"][1:]]
    },
}


@pytest.mark.parametrize("told", FILLED_IN.values(), ids=FILLED_IN)
def test_what_discord_fills_in_is_no_change(told: Mapping[str, Any]) -> None:
    assert plan([command(PLAY)], [{**registered(PLAY)[0], **told}]).is_in_sync


def test_what_we_leave_to_discord_is_no_change() -> None:
    bare = {"name": "play", "description": "Start a round."}
    assert plan([command(bare)], registered({**bare, "contexts": [0, 2], "integration_types": [1]})).is_in_sync
    empty: dict[str, Any] = {"name_localizations": {}, "description_localizations": {}, "options": [], "type": None}
    assert plan([command(bare)], [{**bare, "id": "1", **empty}]).is_in_sync


def test_for_administrators_only_is_not_for_everybody() -> None:
    everybody, nobody = ({**PLAY, "default_member_permissions": each} for each in (None, "0"))
    [step] = plan([command(nobody)], registered(everybody)).steps
    [found] = step.differences
    assert (found.path, found.registered, found.ours) == ("default_member_permissions", None, "0")


def test_in_one_server_where_a_command_is_offered_says_nothing() -> None:
    theirs = registered(PLAY, guild="77")
    found = plan([command(PLAY)], theirs, guild=GUILD)
    assert found.is_in_sync
    assert not {"contexts", "integration_types"} & set(found.body[0])
    assert not plan([command(PLAY)], theirs).is_in_sync


def test_an_order_is_told_as_names_and_an_option_whole() -> None:
    told = changed(lambda told: (told["options"].insert(1, told["options"].pop(2)), told["options"].pop()))
    [step] = plan([command(told)], registered(PLAY)).steps
    whole, order = step.differences
    assert (whole.path, whole.ours) == ("options[odds]", None)
    assert whole.registered == {**PLAY["options"][5]}
    assert order.registered == ["rounds", "style", "note", "where", "proof"]
    assert order.ours == ["rounds", "note", "style", "where", "proof"]


def test_names_that_stand_twice_are_told_whole() -> None:
    theirs = registered(changed(lambda told: told["options"].append(told["options"][0])))
    [step] = plan([command(PLAY)], theirs).steps
    assert [each.path for each in step.differences] == ["options"]


STRANGE: dict[str, Mapping[str, Any]] = {
    "options that are none": {"options": ["a", 5]},
    "options without names": {"options": [{"type": 99}]},
    "options named by something else": {"options": [{"type": 3, "name": {"a": "b"}, "description": "c"}]},
    "options in a map": {"options": {"a": 1}},
    "kinds of two types": {"options": [{"type": 7, "name": "a", "description": "b", "channel_types": [1, "x", None]}]},
    "texts that are none": {"description": 5, "description_localizations": "?"},
    "a type that we do not know": {"type": 9},
}


@pytest.mark.parametrize("told", STRANGE.values(), ids=STRANGE)
def test_what_has_a_shape_of_the_future_is_another_and_is_carried_through(told: Mapping[str, Any]) -> None:
    theirs = {**registered(PLAY)[0], **told}
    assert not plan([command(PLAY)], [theirs]).is_in_sync
    foreign = {**theirs, "name": "theirs"}
    [_, kept] = plan([command(PLAY)], [foreign], prune="type" in told).body
    assert {field: kept[field] for field in told} == told


@pytest.mark.parametrize(
    "theirs", [[{}], [{"name": 5}], [{"name": ""}], [{"name": "a", "type": "x"}], [{"name": "a"}, {"name": "a"}]]
)
def test_what_is_no_list_of_commands_is_refused(theirs: Sequence[Mapping[str, Any]]) -> None:
    with pytest.raises(ValidationError):
        plan([command(PLAY)], theirs)


def test_what_is_not_ours_is_kept_unless_it_is_to_be_pruned() -> None:
    theirs = registered(PLAY, {"name": "old", "description": "Old."}, {"type": 2, "name": "play"})
    found = plan([command(PLAY)], theirs)
    assert found.is_in_sync
    assert deeds(found) == {"/play": "unchanged", "/old": "keep", "person → play": "keep"}
    assert len(found.body) == 3
    pruned = plan([command(PLAY)], theirs, prune=True)
    assert not pruned.is_in_sync
    assert deeds(pruned) == {"/play": "unchanged", "/old": "delete", "person → play": "delete"}
    assert [each["id"] for each in pruned.body] == [theirs[0]["id"]]


@pytest.mark.parametrize("prune", [False, True])
def test_the_entry_point_is_always_kept(prune: bool) -> None:
    fake = FakeApplication()
    [launch] = fake.register({"type": 4, "name": "Launch", "handler": 2})
    found = plan([command(PLAY)], fake.registered(), prune=prune)
    assert deeds(found) == {"/play": "create", "entry point → Launch": "keep"}
    assert fake.put([]).status_code == 400
    assert fake.put(found.body).status_code == 200
    assert launch in fake.registered()


def test_an_entry_point_of_ours_takes_the_place_of_discords() -> None:
    theirs = registered({"type": 4, "name": "Launch", "handler": 2})
    found = plan([command({"type": 4, "name": "duel", "handler": 1})], theirs)
    [step] = found.steps
    assert [each.path for each in step.differences] == ["name", "handler"]
    assert [each["id"] for each in found.body] == [theirs[0]["id"]]


def test_a_command_under_another_name_keeps_its_id_when_the_old_name_is_to_go() -> None:
    fake = FakeApplication()
    [before, other] = fake.register(PLAY, {"name": "other", "description": "Other."})
    ours = [command({**PLAY, "name": "duel"})]
    hint = plan(ours, fake.registered())
    assert deeds(hint) == {"/duel": "create", "/play": "keep", "/other": "keep"}
    assert [step.formerly for step in hint.steps_to(Deed.CREATE)] == ["play"]
    found = plan(ours, fake.registered(), prune=True)
    assert deeds(found) == {"/duel": "update", "/other": "delete"}
    fake.put(found.body)
    [after] = fake.registered()
    assert (after["name"], after["id"]) == ("duel", before["id"])
    assert other["id"] != before["id"]


def test_of_two_that_could_be_the_old_one_none_is_taken() -> None:
    theirs = registered({**PLAY, "name": "one"}, {**PLAY, "name": "two"})
    assert deeds(plan([command(PLAY)], theirs, prune=True)) == {"/play": "create", "/one": "delete", "/two": "delete"}


def test_ours_can_be_taken_away_again_and_nothing_else() -> None:
    theirs = registered(PLAY, {"name": "theirs", "description": "Theirs."}, guild="77")
    found = plan([command(PLAY)], theirs, guild=GUILD, withdraw=True)
    assert deeds(found) == {"/play": "delete", "/theirs": "keep"}
    assert [each["id"] for each in found.body] == [theirs[1]["id"]]


@pytest.mark.parametrize(
    ("there", "going", "is_drastic"),
    [
        (0, 0, False),
        (1, 0, False),
        (1, 1, True),
        (2, 1, False),
        (8, 2, False),
        (8, 3, True),
        (2, 2, True),
        (3, 2, True),
    ],
)
def test_to_delete_more_than_a_quarter_or_all_is_drastic(there: int, going: int, is_drastic: bool) -> None:
    told = [{"name": f"number{n}", "description": f"The {n}th."} for n in range(there)]
    found = plan([command(each) for each in told[going:]], registered(*told), prune=True)
    assert len(found.steps_to(Deed.DELETE)) == going
    assert found.is_drastic == is_drastic


def test_more_than_discord_allows_is_known_before_it_is_asked() -> None:
    told = [{"type": 2, "name": f"Number {n}"} for n in range(15)]
    found = plan([command({"type": 2, "name": "One more"})], registered(*told))
    assert dict(found.overfull) == {2: 16}
    assert not plan([command(told[0])], registered(*told)).overfull


def test_ids_that_changed_are_known() -> None:
    [before] = registered(PLAY)
    other = {**before, "name": "new", "id": "9"}
    assert new_ids([before], [before, other]) == []
    assert new_ids([before], [{**before, "id": "9"}]) == ["/play"]


def test_what_is_registered_in_two_places_is_known() -> None:
    assert in_both([command(PLAY)], registered(PLAY, {"type": 2, "name": "play"})) == ["/play"]
    assert in_both([command(PLAY)], []) == []


def test_a_command_is_mentioned_by_its_path_and_id() -> None:
    nested = {"type": 1, "name": "down", "description": "Down."}
    group = {"type": 2, "name": "deep", "description": "Deep.", "options": [nested]}
    told = {"id": "5", "name": "dig", "description": "Dig.", "options": [group, {**nested, "name": "up"}]}
    assert mentions(told) == ["</dig deep down:5>", "</dig up:5>"]
    assert mentions({**PLAY, "id": "6"}) == ["</play:6>"]


def test_a_label_says_where_a_command_is_found() -> None:
    assert [label(type_, "a") for type_ in (1, 2, 3, 4, 9)] == [
        "/a",
        "person → a",
        "message → a",
        "entry point → a",
        "type 9 → a",
    ]


def test_a_snapshot_is_sorted_stable_and_read_back_as_it_was() -> None:
    ours = [to_builtins(each) for each in discover().definitions]
    written = snapshot(ours)
    assert written == snapshot(reversed(ours))
    assert written.endswith("]\n")
    assert "ヘルプ" in written
    read = json.decode(written)
    assert [each["name"] for each in read] == sorted(each["name"] for each in ours)
    assert plan(discover().definitions, read).is_in_sync


def test_a_snapshot_of_what_is_registered_has_ids() -> None:
    [there] = registered(PLAY)
    [read] = json.decode(snapshot([there]))
    assert (read["id"], read["application_id"]) == (there["id"], there["application_id"])
    assert "version" not in read


def test_ours_are_what_discord_takes(is_valid: Callable[[str, bytes], None]) -> None:
    ours = discover().definitions
    theirs = registered(*map(to_builtins, ours), {"type": 4, "name": "Launch"}, {"type": 3, "name": "Theirs"})
    for there in ([], theirs):
        for guild in (None, GUILD):
            is_valid("commands", json.encode(plan(ours, there, guild=guild).body))


@pytest.mark.parametrize("future", [{}, {"colour": "red", "tiers": [{"a": None}]}])
def test_what_is_carried_loses_only_what_discord_says_of_it(future: Mapping[str, Any]) -> None:
    told = {**PLAY, **future}
    assert carried({**told, "application_id": "1", "version": "2", "name_localized": "x"}) == told
    private = {"name": "a", "dm_permission": False, "contexts": None, "default_permission": False}
    assert carried(private) == private
    assert carried({**private, "contexts": [0]}) == {"name": "a", "contexts": [0], "default_permission": False}
