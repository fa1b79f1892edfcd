"""Records by key and by group, and the log that no change escapes."""

import asyncio
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from simulator.world import Change, Log, Member, Record, Role, Upload, User, World
from simulator.world import world as worlds
from simulator.world.log import KEPT


def role(id_: str, guild: str = "1") -> Role:
    return Role(id=id_, guild_id=guild, name=f"Role {id_}")


def test_a_record_is_found_by_its_key_and_with_its_group() -> None:
    world = World()
    one, other = world.put(role("10")), world.put(role("11", guild="2"))
    assert world.find(Role, "10") is world.get(Role, "10") is one
    assert list(world.group(Role, "1").values()) == [one]
    assert list(world.all(Role)) == [one, other]


def test_what_is_not_there_is_none_or_a_key_error() -> None:
    world = World()
    assert world.find(User, "1") is None
    assert world.group(Role, "1") == {}
    with pytest.raises(KeyError, match="There is no User 1"):
        world.get(User, "1")


def test_a_record_that_changes_its_group_leaves_the_old_one() -> None:
    world = World()
    moved = replace(world.put(role("10")), guild_id="2")
    world.put(moved)
    assert world.group(Role, "1") == {}
    assert world.group(Role, "2") == {"10": moved}


def test_each_change_is_logged_with_what_was_before() -> None:
    world = World()
    one = world.put(role("10"))
    two = world.put(replace(one, name="Judge"))
    world.remove(two)
    world.remove(two)
    told = [(each.number, each.key, each.before, each.now) for each in world.log.after(0)]
    assert told == [(1, "10", None, one), (2, "10", one, two), (3, "10", two, None)]


ids = st.sampled_from("123456")


@given(st.lists(st.tuples(st.booleans(), ids, ids)))
def test_the_log_told_again_makes_the_same_world(steps: list[tuple[bool, str, str]]) -> None:
    world = World()
    for puts, id_, guild in steps:
        (world.put if puts else world.remove)(role(id_, guild))
    told: dict[str, Record] = {}
    for change in world.log.after(0):
        assert told.get(change.key) == change.before
        if change.now is None:
            del told[change.key]
        else:
            told[change.key] = change.now
    assert sorted(told) == sorted(each.id for each in world.all(Role))
    for guild in "123456":
        assert world.group(Role, guild) == {key: each for key, each in told.items() if each.group == guild}


def test_a_world_that_is_cleared_is_empty_and_its_log_begins_anew() -> None:
    world = World()
    world.put(role("10"))
    world.clock.advance(60)
    world.clear()
    assert (list(world.all(Role)), world.group(Role, "1"), world.clock.ahead) == ([], {}, 0)
    assert not world.log.remembers(1)
    assert world.log.remembers(world.log.last)
    assert list(world.log.after(world.log.last)) == []


def test_the_log_forgets_what_is_too_long_ago() -> None:
    log, record = Log(), role("10")
    for number in range(KEPT + 2):
        log.append(Role, "10", record, record, at=number)
    assert not log.remembers(1)
    assert log.remembers(2)
    assert next(log.after(2)).number == 3
    assert not log.remembers(log.last + 1)


async def test_whoever_follows_the_log_misses_nothing() -> None:
    world = World()
    world.put(role("1"))
    seen: list[Change] = []

    async def watch() -> None:
        async for change in world.log.follow(0):
            seen.append(change)
            if change.key == "3":
                return

    watching = asyncio.create_task(watch())
    await asyncio.sleep(0)
    world.put(role("2"))
    world.put(role("3"))
    async with asyncio.timeout(5):
        await watching
    assert [each.key for each in seen] == ["1", "2", "3"]


async def test_following_ends_where_the_log_begins_anew() -> None:
    world = World()
    world.put(role("1"))

    async def watch() -> list[str]:
        return [change.key async for change in world.log.follow(0)]

    watching = asyncio.create_task(watch())
    await asyncio.sleep(0)
    world.clear()
    async with asyncio.timeout(5):
        assert await watching == ["1"]


def test_members_and_bare_records_have_keys_or_say_so() -> None:
    member = Member(guild_id="1", user_id="2", joined_at=datetime.now(UTC))
    assert (member.key, member.group) == ("1:2", "1")
    assert User(id="2", username="mai").group == ""
    with pytest.raises(TypeError, match="has no key"):
        _ = Record().key


def test_files_of_no_message_go_when_there_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worlds, "LOOSE", 10)
    world = World()
    world.files["1"] = Upload(name="of a message", content_type="text/plain", data=b"." * 20)
    first, second, third = (world.keep(Upload(name="a", content_type="text/plain", data=b"." * 5)) for _ in range(3))
    assert list(world.files) == ["1", second, third]
    assert first not in world.files
    large = world.keep(Upload(name="b", content_type="text/plain", data=b"." * 11))
    assert list(world.files) == ["1", large]
    world.clear()
    assert world.keep(Upload(name="c", content_type="text/plain", data=b"")) in world.files
