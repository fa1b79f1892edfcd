"""Worlds from files."""

from pathlib import Path

import pytest

from simulator.world import Application, Channel, Guild, Member, Message, Role, User, World
from simulator.world.load import WrongWorld, build, default, read

SMALL = """
guild = { name = "Small", owner = "ann" }
members = [{ name = "ann" }, { name = "bo", member = false }]
"""


def made(tmp_path: Path, text: str) -> World:
    file = tmp_path / "world.toml"
    file.write_text(text)
    world = World()
    build(read(file), world, verify_key="ab")
    return world


def test_the_default_world_is_lively() -> None:
    world = default()
    names = {each.username for each in world.all(User)}
    assert {"seto", "mod", "pegasus", "mai", "joey", "yuki"} < names
    assert world.get(User, next(world.all(Guild)).owner_id).username == "seto"
    assert [each.name for each in world.all(Channel) if each.type == 0] == [
        "general",
        "duel-hall",
        "card-designs",
        "mod-log",
    ]
    assert len(list(world.all(Message))) >= 2
    assert world.bot.bot
    assert world.find(Member, f"{next(world.all(Guild)).id}:{world.bot.id}") is not None


def test_the_bot_has_a_managed_role_of_its_own() -> None:
    world = default()
    managed = [each for each in world.all(Role) if each.managed]
    assert [each.bot_id for each in managed] == [world.bot.id]
    positions = {each.name: each.position for each in world.all(Role)}
    assert positions["@everyone"] == 0
    assert positions["Administrator"] > positions[managed[0].name] > positions["Moderator"] > positions["Duelist"]


def test_a_small_file_is_enough(tmp_path: Path) -> None:
    world = made(tmp_path, SMALL)
    assert world.application.verify_key == "ab"
    assert {each.name for each in world.all(Role)} == {"@everyone", world.application.name}
    assert len(list(world.all(Member))) == 2


def test_all_that_is_made_goes_through_the_log(tmp_path: Path) -> None:
    world = made(tmp_path, SMALL)
    assert {each.kind for each in world.log.after(0)} == {User, Application, Guild, Role, Member}


def test_ids_may_be_chosen(tmp_path: Path) -> None:
    text = '[guild]\nid = "42"\nname = "Small"\nowner = "ann"\n[application]\nid = "43"\n[[members]]\nname = "ann"\n'
    world = made(tmp_path, text)
    assert (world.application.id, next(world.all(Guild)).id) == ("43", "42")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("guild = 3", r"world\.toml: .*guild"),
        ("guild = [", r"world\.toml: "),
        (SMALL.replace('ann" }\n', 'who" }\n', 1), "There is no member called 'who'; there are ann, bo, bot."),
        (SMALL + 'roles = [{ name = "R", permissions = ["FLY"] }]', "There is no permission 'FLY'."),
        (SMALL + 'channels = [{ name = "c", kind = "odd" }]', "A channel's kind is one of text, voice, category"),
        (
            SMALL + 'channels = [{ name = "c", in = "nowhere" }]',
            "There is no category called 'nowhere'; there are none.",
        ),
        (SMALL + 'channels = [{ name = "c", deny = { nobody = [] } }]', "no role or member called 'nobody'"),
        (SMALL + 'channels = [{ name = "c" }, { name = "c" }]', "Two channels are called 'c'."),
        (SMALL.replace('bo"', 'ann"'), "Two members are called 'ann'."),
        (SMALL.replace("member =", "membre ="), "membre"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, text: str, sentence: str) -> None:
    with pytest.raises(WrongWorld, match=sentence):
        made(tmp_path, text)


def test_a_member_may_have_rules_of_their_own_in_a_channel(tmp_path: Path) -> None:
    channels = 'channels = [{ name = "c", deny = { ann = ["SEND_MESSAGES"] }, allow = { bot = ["VIEW_CHANNEL"] } }]'
    world = made(tmp_path, SMALL + channels)
    assert [each.type for each in next(world.all(Channel)).overwrites] == [1, 0]
