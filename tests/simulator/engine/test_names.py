"""What names mean."""

import pytest

from simulator.engine import names
from simulator.world import Channel, Role, User, World
from simulator.world.load import default


@pytest.fixture
def world() -> World:
    return default()


def test_people_go_by_id_name_and_shown_name(world: World) -> None:
    yuki = next(each for each in world.all(User) if each.username == "yuki")
    for text in (yuki.id, f"<@{yuki.id}>", f"<@!{yuki.id}>", "yuki", "@yuki", "Yuki", "ゆき"):
        assert names.user(world, text) == yuki


def test_two_who_look_alike_are_nobody(world: World) -> None:
    world.put(User(id="1", username="other", global_name="Mai"))
    assert names.user(world, "mai").username == "mai"
    with pytest.raises(names.UnknownName, match="Nobody is called “MAI”"):
        names.user(world, "MAI")


def test_channels_go_by_id_and_name_and_dm(world: World) -> None:
    mai = names.user(world, "mai")
    hall = next(each for each in world.all(Channel) if each.name == "duel-hall")
    for text in (hall.id, f"<#{hall.id}>", "duel-hall", "#duel-hall", "#Duel-Hall"):
        assert names.channel(world, text, mai) == hall
    dm = names.channel(world, "dm", mai)
    assert (dm.type, dm.recipient_id, dm.guild_id) == (1, mai.id, None)
    assert names.channel(world, "DM", mai) == dm == names.dm(world, mai)
    assert names.dm(world, names.user(world, "joey")) != dm


def test_of_channels_with_one_name_the_one_that_they_see_is_meant(world: World) -> None:
    mai = names.user(world, "mai")
    hidden = next(each for each in world.all(Channel) if each.name == "mod-log")
    assert names.channel(world, "mod-log", mai) == hidden
    seen = world.put(Channel(id="1", guild_id=hidden.guild_id, name="mod-log"))
    assert names.channel(world, "mod-log", mai) == seen


def test_roles_go_by_id_and_name(world: World) -> None:
    duelist = next(each for each in world.all(Role) if each.name == "Duelist")
    for text in (duelist.id, f"<@&{duelist.id}>", "Duelist", "@duelist"):
        assert names.role(world, text) == names.role(world, text, duelist.guild_id) == duelist
    assert names.role(world, "everyone").name == "@everyone"
    with pytest.raises(names.UnknownName, match="There is none"):
        names.role(world, "Duelist", "1")


def test_unless_it_is_said_people_are_in_the_first_channel_that_they_see(world: World) -> None:
    assert names.first_channel(world, names.user(world, "mai")).name == "general"
    stranger = world.put(User(id="1", username="stranger"))
    assert names.first_channel(world, stranger).recipient_id == "1"
