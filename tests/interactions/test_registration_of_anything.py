"""Whatever is registered and whatever is ours: as Hypothesis draws it."""

from collections.abc import Callable, Mapping
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from msgspec import json, to_builtins

from kasutamaiza.discord.command import ApplicationCommand
from kasutamaiza.discord.snowflake import GuildId
from kasutamaiza.interactions.canonical import canonical, differences
from kasutamaiza.interactions.registration import Deed, new_ids, plan
from tests.discord.commands import application_commands, command_lists, thoroughly
from tests.discord_application import FakeApplication

GUILD = GuildId(77)

FUTURE = st.dictionaries(
    st.sampled_from(["colour", "tier", "badge"]), st.none() | st.integers() | st.text(), max_size=2
)


@thoroughly
@given(command_lists(), command_lists(), FUTURE, st.booleans(), st.sampled_from([None, GUILD]))
def test_whatever_there_was_afterwards_ours_are_there_and_the_others_as_they_were(
    before: list[ApplicationCommand],
    ours: list[ApplicationCommand],
    future: Mapping[str, Any],
    prune: bool,
    guild: GuildId | None,
) -> None:
    fake = FakeApplication()
    scope = None if guild is None else str(guild)
    fake.register(*({**future, **to_builtins(each)} for each in before), guild=scope)
    there = fake.registered(scope)
    found = plan(ours, there, guild=guild, prune=prune)
    assert fake.put(found.body, scope).status_code == 200
    after = fake.registered(scope)
    assert plan(ours, after, guild=guild, prune=prune).is_in_sync
    assert new_ids(there, after) == []
    kept = {step.id for step in found.steps_to(Deed.KEEP)}
    # With their versions: to Discord, nothing has happened to them.
    assert [each for each in after if each["id"] in kept] == [each for each in there if each["id"] in kept]
    if not prune:
        assert {each["id"] for each in there} <= {each["id"] for each in after}


@thoroughly
@given(command_lists(), command_lists())
def test_every_list_that_is_put_is_what_discord_takes(
    is_valid: Callable[[str, bytes], None], before: list[ApplicationCommand], ours: list[ApplicationCommand]
) -> None:
    there = FakeApplication().register(*map(to_builtins, before))
    is_valid("commands", json.encode(plan(ours, there).body))


@thoroughly
@given(application_commands(), application_commands())
def test_two_commands_differ_somewhere_or_are_the_same(one: ApplicationCommand, other: ApplicationCommand) -> None:
    left, right = canonical(to_builtins(one)), canonical(to_builtins(other))
    assert not differences(left, left)
    told = [field for field in ("contexts", "integration_types", "handler") if field not in right]
    same = {field: value for field, value in left.items() if field not in told} == right
    assert bool(differences(left, right)) != same
