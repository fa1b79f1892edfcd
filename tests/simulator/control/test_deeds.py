"""What members do by hand, as far as they may."""

from typing import Any

import pytest
from msgspec.structs import replace

from simulator.world import Message, Overwrite, Permission
from tests.simulator.control.stage import Stage


def shown(stage: Stage, id_: str) -> Message:
    return stage.world.get(Message, id_)


async def test_an_ephemeral_message_is_dismissed_by_who_sees_it(stage: Stage) -> None:
    message = (await stage.act(command="whisper"))["message"]["id"]
    await stage.deed("joey", "dismiss", message=message)
    assert stage.status == 403
    await stage.deed("mai", "delete_message", message=message)
    assert stage.status == 403
    assert await stage.deed("mai", "dismiss", message=message) == {"done": True}
    assert stage.world.find(Message, message) is None


async def test_a_message_of_all_is_deleted_by_its_author_and_by_moderators(stage: Stage) -> None:
    one, other = (await stage.says("One."))["id"], (await stage.says("Two."))["id"]
    assert "may not delete" in (await stage.deed("joey", "delete_message", message=one))["errors"]
    assert "you alone" in (await stage.deed("mai", "dismiss", message=one))["errors"]
    assert await stage.deed("mai", "delete_message", message=one) == {"done": True}
    assert await stage.deed("mod", "delete_message", message=other) == {"done": True}
    (entry,) = (await stage.state())["audit_log"]
    assert (entry["action_type"], entry["user_id"]) == (72, stage.user("mod").id)
    assert entry["target_id"] == stage.user("mai").id
    assert "any more" in (await stage.deed("mod", "delete_message", message=other))["errors"]
    assert stage.status == 404


async def test_a_reaction_comes_and_goes(stage: Stage) -> None:
    message = (await stage.says("Nice?"))["id"]
    await stage.deed("joey", "react", message=message, emoji="👍")
    await stage.deed("mai", "react", message=message, emoji="👍")
    assert len(shown(stage, message).reactions[0].user_ids) == 2
    await stage.deed("joey", "react", message=message, emoji="👍")
    await stage.deed("mai", "react", message=message, emoji="👍")
    assert shown(stage, message).reactions == ()


async def test_reactions_have_their_limits(stage: Stage) -> None:
    message = (await stage.says("Nice?"))["id"]
    assert "which emoji" in (await stage.deed("mai", "react", message=message))["errors"]
    for number in range(20):
        await stage.deed("mai", "react", message=message, emoji=f"e{number}:1{number}")
    assert "at most 20" in (await stage.deed("mai", "react", message=message, emoji="👍"))["errors"]
    denied = Overwrite(id=stage.guild.id, type=0, deny=Permission.ADD_REACTIONS)
    stage.world.put(replace(stage.channel("general"), overwrites=(denied,)))
    assert await stage.deed("joey", "react", message=message, emoji="e1:11") == {"done": True}
    other = (await stage.says("And this?"))["id"]
    assert "may not add" in (await stage.deed("joey", "react", message=other, emoji="👍"))["errors"]
    private = (await stage.act(command="whisper"))["message"]["id"]
    assert "only one person" in (await stage.deed("mai", "react", message=private, emoji="👍"))["errors"]


async def test_a_pin_comes_with_a_note_and_goes_without(stage: Stage) -> None:
    message = (await stage.says("Rules."))["id"]
    assert "may not pin" in (await stage.deed("mai", "pin", message=message))["errors"]
    await stage.deed("mod", "pin", message=message)
    assert shown(stage, message).pinned
    note = next(each for each in stage.world.newest(Message) if each.type == 6)
    assert note.message_reference == {"type": 0, "channel_id": note.channel_id, "message_id": message} | (
        {"guild_id": stage.guild.id}
    )
    await stage.deed("mod", "pin", message=message)
    assert not shown(stage, message).pinned
    await stage.deed("mod", "pin", message=note.id)
    assert stage.status == 403
    assert [each["action_type"] for each in (await stage.state())["audit_log"]] == [74, 75]


async def test_nobody_touches_what_they_do_not_see(stage: Stage) -> None:
    message = (await stage.says("Behind the door.", by="mod", channel="mod-log"))["id"]
    told = await stage.deed("mai", "react", message=message, emoji="👍")
    assert (stage.status, told["errors"]) == (403, "mai does not see this message.")


async def test_who_is_kicked_may_come_back_and_who_is_banned_may_not(stage: Stage) -> None:
    await stage.deed("mod", "kick", target="joey")
    assert "joey is in no server." in (await stage.deed("joey", "leave"))["errors"]
    assert await stage.deed("joey", "join") == {"done": True}
    assert "in the server already" in (await stage.deed("mod", "join", user="joey"))["errors"]
    await stage.deed("mod", "ban", target="joey", reason="spam")
    assert "banned from Duel Academy" in (await stage.deed("joey", "join"))["errors"]
    assert "is banned already" in (await stage.deed("mod", "ban", target="joey"))["errors"]
    await stage.deed("mod", "unban", target="joey")
    assert "is not banned" in (await stage.deed("mod", "unban", target="joey"))["errors"]
    await stage.deed("mod", "ban", target="joey")
    assert [each["action_type"] for each in (await stage.state())["audit_log"]] == [20, 22, 23, 22]


async def test_a_timeout_ends_by_hand_too(stage: Stage) -> None:
    await stage.deed("mod", "timeout", target="joey", seconds=600)
    assert stage.member("joey").communication_disabled_until is not None
    await stage.deed("mod", "timeout", target="joey", seconds=0)
    assert stage.member("joey").communication_disabled_until is None
    assert "28 days" in (await stage.deed("mod", "timeout", target="joey", seconds=29 * 86400))["errors"]


async def test_roles_are_given_and_taken_once(stage: Stage) -> None:
    for has in (True, True, False, False):
        assert await stage.deed("seto", "role", target="joey", role="Reviewer", has=has) == {"done": True}
    changes = [each["changes"][0]["key"] for each in (await stage.state())["audit_log"]]
    assert changes == ["$add", "$remove"]


@pytest.mark.parametrize(
    ("by", "do", "what", "sentence"),
    [
        ("mai", "kick", {"target": "joey"}, "mai may not kick."),
        ("mai", "ban", {"target": "joey"}, "mai may not ban."),
        ("mai", "unban", {"target": "joey"}, "mai may not lift bans."),
        ("mai", "timeout", {"target": "joey", "seconds": 1}, "mai may not time people out."),
        ("mod", "kick", {}, "Say on whom: kick needs a target."),
        ("mod", "role", {"target": "joey", "role": "Reviewer"}, "mod may not give roles."),
        ("mod", "kick", {"target": "seto"}, "seto stands at or above who would do this."),
        ("mod", "kick", {"target": "mod"}, "mod stands at or above who would do this."),
        ("mod", "ban", {"target": "seto"}, "seto stands at or above who would do this."),
        ("seto", "role", {"target": "joey", "role": "Your Bot"}, "Nobody can give or take Your Bot."),
        ("seto", "role", {"target": "joey", "role": "@everyone"}, "Nobody can give or take @everyone."),
        ("seto", "leave", {}, "The owner cannot leave their own server."),
        ("mai", "fly", {}, "Nobody can 'fly' by hand; there is dismiss,"),
        ("mod", "kick", {"target": "nobody"}, "Nobody is called “nobody”."),
    ],
)
async def test_what_may_not_be_done(stage: Stage, by: str, do: str, what: dict[str, Any], sentence: str) -> None:
    told = await stage.deed(by, do, **what)
    assert stage.status in (400, 403, 404)
    assert told["errors"].startswith(sentence)


async def test_a_deed_needs_its_target_in_the_server(stage: Stage) -> None:
    await stage.deed("joey", "leave")
    for do, what in (("kick", {}), ("timeout", {"seconds": 5}), ("role", {"role": "Reviewer"})):
        told = await stage.deed("seto", do, target="joey", **what)
        assert (stage.status, told["errors"]) == (404, "joey is not in the server.")


async def test_an_administrator_cannot_be_timed_out(stage: Stage) -> None:
    stage.world.put(replace(stage.member("mai"), roles=(stage.role("Administrator").id,)))
    told = await stage.deed("seto", "timeout", target="mai", seconds=5)
    assert told["errors"] == "An administrator cannot be timed out."


async def test_a_role_above_ones_own_is_not_given(stage: Stage) -> None:
    stage.world.put(replace(stage.role("Moderator"), permissions=Permission.MANAGE_ROLES))
    assert "at or above" in (await stage.deed("mod", "role", target="joey", role="Administrator"))["errors"]
    assert await stage.deed("mod", "role", target="joey", role="Reviewer") == {"done": True}


async def test_administrators_choose_who_may_use_a_command(stage: Stage) -> None:
    (greet, *_) = await stage.get("commands", **{"as": "mai"})
    told = {"as": "seto", "command": greet["id"], "permissions": []}
    choice = {"id": stage.guild.id, "type": 1, "permission": False}
    chosen = await stage.ask("PUT", "command-permissions", told | {"permissions": [choice]})
    assert (chosen["id"], chosen["permissions"]) == (greet["id"], [choice])
    assert "greet" not in [each["name"] for each in await stage.get("commands", **{"as": "mai"})]
    await stage.ask("PUT", "command-permissions", told | {"as": "mai"})
    assert stage.status == 403
    await stage.ask("PUT", "command-permissions", told | {"command": "1"})
    assert stage.status == 404
    await stage.ask("PUT", "command-permissions", told | {"permissions": [choice | {"type": 4}]})
    assert stage.status == 400
    await stage.ask("PUT", "command-permissions", told | {"command": stage.simulator.application_id})
    assert stage.status == 200


async def test_in_a_conversation_with_the_bot_a_member_pins_too(stage: Stage) -> None:
    message = (await stage.says("Between us.", channel="dm"))["id"]
    assert await stage.deed("mai", "pin", message=message) == {"done": True}
    note = next(each for each in stage.world.newest(Message) if each.type == 6)
    assert "guild_id" not in (note.message_reference or {})


async def test_where_there_is_no_server_nobody_joins_one(stage: Stage) -> None:
    stage.world.remove(stage.guild)
    await stage.deed("mai", "join")
    assert stage.status == 404
