"""Who may do what where, as Discord computes it."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from simulator.world import NONE, Channel, Guild, Member, Overwrite, Permission, Role, User, World, rights
from simulator.world.load import default
from simulator.world.permission import ALL, has


@pytest.fixture
def world() -> World:
    return default()


def guild(world: World) -> Guild:
    return next(world.all(Guild))


def channel(world: World, name: str = "general") -> Channel:
    return next(each for each in world.all(Channel) if each.name == name)


def member(world: World, name: str) -> Member:
    user = next(each for each in world.all(User) if each.username == name)
    return world.get(Member, f"{guild(world).id}:{user.id}")


def role(world: World, name: str) -> Role:
    return next(each for each in world.all(Role) if each.name == name)


def overwritten(world: World, *overwrites: Overwrite) -> Channel:
    return world.put(replace(channel(world), overwrites=overwrites))


def test_the_owner_and_administrators_may_everything(world: World) -> None:
    assert rights.in_guild(world, member(world, "seto")) == ALL
    mai = replace(member(world, "mai"), roles=(role(world, "Administrator").id,))
    assert rights.in_guild(world, mai) == rights.in_channel(world, mai, channel(world)) == ALL


def test_a_members_roles_add_up(world: World) -> None:
    held = rights.in_guild(world, member(world, "mod"))
    assert has(held, Permission.BAN_MEMBERS | Permission.SEND_MESSAGES)
    assert not has(rights.in_guild(world, member(world, "mai")), Permission.BAN_MEMBERS)


def test_a_role_that_is_gone_gives_nothing(world: World) -> None:
    mai = replace(member(world, "mai"), roles=("404",))
    everyone = world.get(Role, guild(world).id).permissions
    assert (rights.in_guild(world, mai), rights.rank(world, mai)) == (everyone, 0)


def test_overwrites_apply_everyone_first_then_all_roles_then_the_member(world: World) -> None:
    mai, duelist = member(world, "mai"), role(world, "Duelist")
    send = Permission.SEND_MESSAGES
    everyone = Overwrite(id=guild(world).id, type=0, deny=send)
    of_role = Overwrite(id=duelist.id, type=0, allow=send)
    own = Overwrite(id=mai.user_id, type=1, deny=send)
    assert not rights.in_channel(world, mai, overwritten(world, everyone)) & send
    assert rights.in_channel(world, mai, overwritten(world, everyone, of_role)) & send
    assert not rights.in_channel(world, mai, overwritten(world, everyone, of_role, own)) & send


def test_one_roles_denial_does_not_undo_anothers_leave(world: World) -> None:
    duelist, reviewer = role(world, "Duelist"), role(world, "Reviewer")
    mai = replace(member(world, "mai"), roles=(duelist.id, reviewer.id))
    denied = Overwrite(id=duelist.id, type=0, deny=Permission.ATTACH_FILES)
    allowed = Overwrite(id=reviewer.id, type=0, allow=Permission.ATTACH_FILES)
    assert rights.in_channel(world, mai, overwritten(world, denied, allowed)) & Permission.ATTACH_FILES


def test_without_seeing_a_channel_nothing_is_left(world: World) -> None:
    assert rights.in_channel(world, member(world, "mai"), channel(world, "mod-log")) == NONE
    assert has(rights.in_channel(world, member(world, "mod"), channel(world, "mod-log")), Permission.SEND_MESSAGES)


def test_without_sending_there_are_no_files_either(world: World) -> None:
    denied = Overwrite(id=guild(world).id, type=0, deny=Permission.SEND_MESSAGES)
    held = rights.in_channel(world, member(world, "mai"), overwritten(world, denied))
    assert not held & (Permission.ATTACH_FILES | Permission.EMBED_LINKS | Permission.SEND_MESSAGES)
    assert held & Permission.USE_APPLICATION_COMMANDS


def test_a_timeout_leaves_looking_until_it_ends(world: World) -> None:
    mai = replace(member(world, "mai"), communication_disabled_until=world.now + timedelta(minutes=5))
    held = rights.in_channel(world, mai, channel(world))
    assert held == Permission.VIEW_CHANNEL | Permission.READ_MESSAGE_HISTORY
    world.clock.advance(301)
    assert rights.in_channel(world, mai, channel(world)) & Permission.SEND_MESSAGES


def test_a_voice_channel_needs_connecting(world: World) -> None:
    voice = replace(channel(world), type=2)
    mai = member(world, "mai")
    assert rights.in_channel(world, mai, voice) & Permission.SPEAK
    denied = Overwrite(id=guild(world).id, type=0, deny=Permission.CONNECT)
    assert rights.in_channel(world, mai, replace(voice, overwrites=(denied,))) == NONE


def test_a_thread_has_its_channels_overwrites_and_its_own_way_of_sending(world: World) -> None:
    denied = Overwrite(id=guild(world).id, type=0, deny=Permission.SEND_MESSAGES)
    parent = overwritten(world, denied)
    thread = Channel(id=world.next_id(), guild_id=parent.guild_id, type=11, name="duel", parent_id=parent.id)
    mai = member(world, "mai")
    assert rights.in_channel(world, mai, thread) & Permission.SEND_MESSAGES
    overwritten(world, Overwrite(id=guild(world).id, type=0, deny=Permission.SEND_MESSAGES_IN_THREADS))
    assert not rights.in_channel(world, mai, thread) & Permission.SEND_MESSAGES
    lost = replace(thread, parent_id="404")
    assert rights.in_channel(world, mai, lost) & Permission.SEND_MESSAGES


def test_a_direct_message_belongs_to_two(world: World) -> None:
    mai, joey = member(world, "mai"), member(world, "joey")
    direct = Channel(id=world.next_id(), type=1, recipient_id=mai.user_id)
    assert rights.of_user(world, mai.user_id, direct) == rights.of_user(world, world.bot.id, direct) == rights.IN_DM
    assert rights.of_user(world, joey.user_id, direct) == NONE
    assert rights.of_user(world, "404", channel(world)) == NONE
    assert rights.of_user(world, joey.user_id, channel(world)) & Permission.SEND_MESSAGES


@pytest.mark.parametrize(
    ("one", "other", "is_above"),
    [
        ("seto", "mod", True),
        ("mod", "seto", False),
        ("mod", "mai", True),
        ("mai", "mod", False),
        ("mai", "joey", False),
        ("seto", "seto", False),
    ],
)
def test_who_stands_above_whom(world: World, one: str, other: str, *, is_above: bool) -> None:
    assert rights.is_above(world, guild(world), member(world, one), member(world, other)) is is_above


def test_bits_that_discord_has_yet_to_document_are_kept(world: World) -> None:
    unknown = Permission(1 << 60)
    everyone = world.get(Role, guild(world).id)
    world.put(replace(everyone, permissions=everyone.permissions | unknown))
    denied = Overwrite(id=guild(world).id, type=0, deny=Permission.ATTACH_FILES)
    assert rights.in_channel(world, member(world, "mai"), overwritten(world, denied)) & unknown
