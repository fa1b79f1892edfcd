"""Messages made, edited and deleted: what Discord makes of a body."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.engine import attachments, media, messages
from simulator.refusal import Refused
from simulator.world import Channel, Message, Role, Upload, User, World, tell
from simulator.world.load import default
from simulator.world.records import Json
from tests.simulator.engine.test_pictures import PNG

URL = "http://simulator.test"


class Scene:
    def __init__(self) -> None:
        self.world = default(url=URL)

    def channel(self, name: str = "general") -> Channel:
        return next(each for each in self.world.all(Channel) if each.name == name)

    def user(self, name: str) -> User:
        return next(each for each in self.world.all(User) if each.username == name)

    def role(self, name: str) -> Role:
        return next(each for each in self.world.all(Role) if each.name == name)

    def post(self, body: Json, *files: Upload, by: str | None = None, **told: Any) -> Message:
        author = self.world.bot if by is None else self.user(by)
        return messages.create(self.world, self.channel(), author.id, body, files, **told)

    def edit(self, message: Message, body: Json, *files: Upload) -> Message:
        return messages.edit(self.world, message, body, files)


@pytest.fixture
def scene() -> Scene:
    return Scene()


def png(name: str = "card.png") -> Upload:
    return Upload(name=name, content_type="image/png", data=PNG)


def refused(call: Any, *told: Any, **more: Any) -> tuple[int, Any]:
    with pytest.raises(Refused) as raised:
        call(*told, **more)
    return raised.value.code, raised.value.errors


def test_a_message_is_what_its_body_says(scene: Scene) -> None:
    message = scene.post({"content": "  Hi.\n", "tts": True, "nonce": "5", "flags": 4096 | 4 | 64 | 128})
    assert (message.content, message.tts, message.nonce, message.flags) == ("Hi.", True, "5", 4096 | 4)
    assert (message.author_id, message.timestamp.tzinfo is None, message.edited_timestamp) == (
        scene.world.bot.id,
        False,
        None,
    )
    assert scene.world.find(Message, message.id) == message


def test_nothing_is_no_message_unless_discord_writes_it(scene: Scene) -> None:
    assert refused(scene.post, {"content": " "}) == (50006, None)
    assert messages.is_empty({})
    assert not messages.is_empty({}, [png()])
    assert scene.post({}, type=6).type == 6


def test_an_embed_comes_back_rich(scene: Scene) -> None:
    embed = {
        "title": "Harpie",
        "description": None,
        "fields": [{"name": "a", "value": "b"}],
        "image": {"url": "https://example.com/a.png"},
        "footer": {"text": "f", "icon_url": "https://example.com/i.png"},
    }
    (told,) = scene.post({"embeds": [embed]}).embeds
    assert told == {
        "type": "rich",
        "title": "Harpie",
        "fields": [{"name": "a", "value": "b", "inline": False}],
        "image": {"url": "https://example.com/a.png", "proxy_url": "https://example.com/a.png"},
        "footer": {
            "text": "f",
            "icon_url": "https://example.com/i.png",
            "proxy_icon_url": "https://example.com/i.png",
        },
    }


def test_of_an_embed_a_bot_sets_what_is_its_to_set(scene: Scene) -> None:
    embed = {
        "title": "Harpie",
        "type": "video",
        "provider": {"name": "p"},
        "image": {},
        "thumbnail": {"url": "https://example.com/a.png", "proxy_url": "https://example.com/b.png", "width": 9},
        "author": {"name": "Mai", "proxy_icon_url": "https://example.com/b.png"},
        "fields": [{"name": "a", "value": "b", "color": 5}],
    }
    (told,) = scene.post({"embeds": [embed]}).embeds
    assert told == {
        "type": "rich",
        "title": "Harpie",
        "thumbnail": {"url": "https://example.com/a.png", "proxy_url": "https://example.com/a.png"},
        "author": {"name": "Mai"},
        "fields": [{"name": "a", "value": "b", "inline": False}],
    }


def test_only_webhooks_are_called_as_they_say(scene: Scene) -> None:
    assert scene.post({"content": "Hi.", "username": "Somebody"}).webhook_name is None


def test_files_are_spoilers_and_cease_to_be(scene: Scene) -> None:
    message = scene.post({"content": "Hi.", "attachments": [{"id": 0, "is_spoiler": True}]}, png())
    (told,) = message.attachments
    assert told["flags"] == 8
    (kept,) = scene.edit(message, {"attachments": [{"id": told["id"], "is_spoiler": False}]}).attachments
    assert kept == told | {"flags": 0}


def test_a_file_becomes_an_attachment(scene: Scene) -> None:
    told = [{"id": 0, "filename": "deck list.png", "description": "The deck."}]
    message = scene.post(
        {"attachments": told}, png("a.png"), Upload(name="b.txt", content_type="text/plain", data=b"b")
    )
    picture, plain = message.attachments
    where = f"{URL}/cdn/attachments/{message.channel_id}"
    assert picture == {
        "id": picture["id"],
        "filename": "deck_list.png",
        "title": "deck list",
        "size": len(PNG),
        "url": f"{where}/{picture['id']}/deck_list.png",
        "proxy_url": f"{where}/{picture['id']}/deck_list.png",
        "content_type": "image/png",
        "width": 3,
        "height": 2,
        "description": "The deck.",
    }
    assert plain["filename"] == "b.txt"
    assert "width" not in plain
    assert scene.world.files[plain["id"]].data == b"b"


def test_an_attachment_that_an_embed_shows_is_told_of_there_alone(scene: Scene) -> None:
    embed = {"image": {"url": "attachment://card.png"}, "author": {"name": "a", "icon_url": "attachment://card.png"}}
    message = scene.post({"embeds": [embed]}, png())
    (attachment,) = message.attachments
    image = message.embeds[0]["image"]
    assert (image["url"], image["width"], image["height"]) == (attachment["url"], 3, 2)
    assert message.embeds[0]["author"]["icon_url"] == attachment["url"]
    assert tell.message(scene.world, message)["attachments"] == []
    assert tell.message(scene.world, scene.post({"content": "x"}, png()))["attachments"]


def test_media_of_components_are_unfurled(scene: Scene) -> None:
    thumbnail = {"type": 11, "media": {"url": "https://example.com/a.png"}}
    section = {"type": 9, "components": [{"type": 10, "content": "x"}], "accessory": thumbnail}
    gallery = {"type": 12, "items": [{"media": {"url": "attachment://card.png"}}]}
    file = {"type": 13, "file": {"url": "attachment://deck.ydk"}}
    deck = Upload(name="deck.ydk", content_type="text/plain", data=b"main")
    container = {"type": 17, "components": [section, gallery, file, {"type": 14}]}
    message = scene.post({"flags": 32768, "components": [container]}, png(), deck)
    section, gallery, file, separator = message.components[0]["components"]
    assert section["accessory"]["media"]["url"] == "https://example.com/a.png"
    card = gallery["items"][0]["media"]
    assert (card["url"], card["width"], card["content_type"]) == (message.attachments[0]["url"], 3, "image/png")
    assert card["attachment_id"] == message.attachments[0]["id"]
    assert (file["name"], file["size"], file["file"]["attachment_id"]) == ("deck.ydk", 4, message.attachments[1]["id"])
    assert (separator["divider"], separator["spacing"]) == (True, 1)
    assert [each["id"] for each in media.walk(message.components)] == [1, 2, 3, 4, 5, 6, 7]


def test_ids_of_components_leave_out_those_that_are_taken() -> None:
    select = {"type": 3, "custom_id": "s", "id": 1, "placeholder": None, "options": []}
    told = media.components([{"type": 1, "components": [select]}, {"type": 1, "id": 3, "components": []}, {"type": 10}])
    assert [each["id"] for each in media.walk(told)] == [2, 1, 3, 4]
    assert told[0]["components"][0] | {"min_values": 1, "max_values": 1} == told[0]["components"][0]
    assert "placeholder" not in told[0]["components"][0]


TREE = st.recursive(
    st.fixed_dictionaries({"type": st.just(10), "content": st.text()}, optional={"id": st.integers(1, 9)}),
    lambda inner: st.fixed_dictionaries({"type": st.just(17), "components": st.lists(inner, max_size=4)}),
    max_leaves=12,
)


@given(st.lists(TREE, max_size=4))
def test_every_component_has_an_id_and_keeps_its_own(told: list[Json]) -> None:
    before, after = list(media.walk(told)), list(media.walk(media.components(told)))
    assert [each["type"] for each in after] == [each["type"] for each in before]
    assert all(old.get("id") in (None, new["id"]) for old, new in zip(before, after, strict=True))
    made = [new["id"] for old, new in zip(before, after, strict=True) if "id" not in old]
    assert len(set(made)) == len(made)
    assert not set(made) & {each["id"] for each in before if "id" in each}


def test_a_poll_gets_numbers_and_an_end(scene: Scene) -> None:
    answers = [{"poll_media": {"text": "Yes"}}, {"poll_media": {"text": "No"}}]
    poll = scene.post({"poll": {"question": {"text": "So?"}, "answers": answers, "duration": 1}}).poll or {}
    assert [each["answer_id"] for each in poll["answers"]] == [1, 2]
    assert (poll["allow_multiselect"], poll["layout_type"], poll["results"]["is_finalized"]) == (False, 1, False)
    assert poll["expiry"] > (tell.time(scene.world.now) or "")


def test_people_are_mentioned_by_what_is_written(scene: Scene) -> None:
    joey, mai = scene.user("joey").id, scene.user("mai").id
    text = f"<@{joey}> <@!{mai}> <@{joey}> <@1> `<@{scene.user('mod').id}>`\n```\n<@{scene.user('seto').id}>\n```"
    assert scene.post({"content": text}).mentions == (joey, mai)
    assert scene.post({"content": text, "allowed_mentions": {"parse": []}}).mentions == ()
    only = {"parse": ["roles"], "users": [mai, "1"]}
    assert scene.post({"content": text, "allowed_mentions": only}).mentions == (mai,)
    display = {"flags": 32768, "components": [{"type": 10, "content": f"<@{joey}>"}]}
    assert scene.post(display).mentions == (joey,)


def test_roles_are_mentioned_if_they_may_be(scene: Scene) -> None:
    reviewer, duelist = scene.role("Reviewer").id, scene.role("Duelist").id
    text = f"<@&{reviewer}> <@&{duelist}> <@&1>"
    assert scene.post({"content": text}).mention_roles == (reviewer,)
    assert scene.post({"content": text}, by="seto").mention_roles == (reviewer, duelist)
    told = {"parse": [], "roles": [duelist]}
    assert scene.post({"content": text, "allowed_mentions": told}, by="seto").mention_roles == (duelist,)


def test_everyone_is_mentioned_by_those_who_may_and_by_webhooks(scene: Scene) -> None:
    told = {"content": "@everyone", "allowed_mentions": {"parse": ["everyone"]}}
    assert scene.post({"content": "Hello @here"}, by="seto").mention_everyone
    assert not scene.post({"content": "Hello @here"}, by="mai").mention_everyone
    assert not scene.post(told).mention_everyone
    hook = messages.create(scene.world, scene.channel(), "99", told, webhook_id="99")
    assert hook.mention_everyone
    quiet = messages.create(scene.world, scene.channel(), "99", {"content": "@everyone"}, webhook_id="99")
    assert not quiet.mention_everyone


def test_webhooks_mention_people_alone_unless_they_say_more(scene: Scene) -> None:
    text = f"<@{scene.user('joey').id}> <@&{scene.role('Reviewer').id}>"
    message = scene.post({"content": text}, webhook_id="99")
    assert (message.mentions, message.mention_roles) == ((scene.user("joey").id,), ())


def test_a_reply_tells_of_what_it_replies_to(scene: Scene) -> None:
    first = scene.post({"content": "First."}, by="mai")
    reply = scene.post({"content": "Yes.", "message_reference": {"message_id": first.id}})
    assert (reply.type, reply.mentions) == (19, (scene.user("mai").id,))
    assert (reply.message_reference or {})["channel_id"] == first.channel_id
    silent = {"content": "Yes.", "message_reference": {"message_id": first.id}, "allowed_mentions": {"parse": []}}
    assert scene.post(silent).mentions == ()
    lost = {"content": "Yes.", "message_reference": {"message_id": "1"}}
    code, errors = refused(scene.post, lost)
    assert (code, errors["message_reference"]["_errors"][0]["code"]) == (50035, "REPLIES_UNKNOWN_MESSAGE")
    lost["message_reference"]["fail_if_not_exists"] = False  # type: ignore[index]
    assert scene.post(lost).type == 0


def test_in_direct_messages_a_reference_has_no_server(scene: Scene) -> None:
    world = scene.world
    dm = world.put(Channel(id="9", type=1, recipient_id=scene.user("mai").id))
    first = messages.create(world, dm, scene.user("mai").id, {"content": "Hi."})
    reply = messages.create(world, dm, world.bot.id, {"content": "Hi."}, message_reference={"message_id": first.id})
    assert "guild_id" not in (reply.message_reference or {})


def test_an_edit_changes_what_it_tells_of(scene: Scene) -> None:
    message = scene.post({"content": "Hi.", "embeds": [{"title": "A"}]})
    edited = scene.edit(message, {"content": "Ho."})
    assert (edited.content, edited.embeds, edited.id) == ("Ho.", message.embeds, message.id)
    assert edited.edited_timestamp is not None
    assert scene.edit(edited, {"content": None}).content == ""
    assert scene.edit(edited, {"embeds": None}).embeds == ()


def test_an_edit_leaves_no_message_empty(scene: Scene) -> None:
    message = scene.post({"content": "Hi."})
    assert refused(scene.edit, message, {"content": ""}) == (50006, None)
    assert scene.world.get(Message, message.id) == message


def test_an_edit_mentions_anew(scene: Scene) -> None:
    joey = scene.user("joey").id
    message = scene.post({"content": f"<@{joey}>", "allowed_mentions": {"parse": []}})
    assert scene.edit(message, {"embeds": [{"title": "A"}]}).mentions == ()
    assert scene.edit(message, {"content": f"Hi <@{joey}>"}).mentions == (joey,)


def test_attachments_of_an_edit_are_those_that_it_lists(scene: Scene) -> None:
    message = scene.post({"content": "Hi."}, png("a.png"), png("b.png"))
    first, second = message.attachments
    more = scene.edit(message, {}, png("c.png"))
    assert [each["filename"] for each in more.attachments] == ["a.png", "b.png", "c.png"]
    listed = {"attachments": [{"id": second["id"], "description": "B."}, {"id": "0", "filename": "d.png"}]}
    edited = scene.edit(message, listed, png("x.png"))
    assert [each["filename"] for each in edited.attachments] == ["b.png", "d.png"]
    assert edited.attachments[0]["description"] == "B."
    assert first["id"] not in scene.world.files
    assert second["id"] in scene.world.files
    assert scene.edit(edited, {"attachments": None}).attachments == ()


def test_a_message_has_ten_files_at_most(scene: Scene) -> None:
    count = len(scene.world.files)
    assert refused(scene.post, {"content": "Hi."}, *[png()] * 11) == (30015, None)
    message = scene.post({"content": "Hi."}, *[png()] * 10)
    assert refused(scene.edit, message, {}, png()) == (30015, None)
    assert len(scene.world.files) == count + 10
    assert len(scene.edit(message, {"attachments": [{"id": 0}]}, png()).attachments) == 1


def test_an_embed_of_an_edit_may_show_a_file_that_was_there(scene: Scene) -> None:
    message = scene.post({"content": "Hi."}, png())
    edited = scene.edit(message, {"embeds": [{"image": {"url": "attachment://card.png"}}]})
    assert edited.embeds[0]["image"]["url"] == message.attachments[0]["url"]


def test_embeds_can_be_suppressed_and_come_back(scene: Scene) -> None:
    message = scene.post({"embeds": [{"title": "A"}]})
    hidden = scene.edit(message, {"flags": 4})
    assert tell.message(scene.world, hidden)["embeds"] == []
    assert tell.message(scene.world, scene.edit(hidden, {"flags": 0}))["embeds"]


def test_the_second_kind_of_components_comes_and_never_goes(scene: Scene) -> None:
    text = {"type": 10, "content": "x"}
    message = scene.post({"content": "Hi.", "embeds": [{"title": "A"}]})
    body: Json = {"flags": 32768, "components": [text]}
    code, errors = refused(scene.edit, message, body)
    assert (code, list(errors)) == (50035, ["content"])
    assert list(refused(scene.edit, message, body | {"content": None})[1]) == ["embeds"]
    edited = scene.edit(message, body | {"content": None, "embeds": []})
    assert edited.flags == 32768
    assert scene.edit(edited, {"flags": 0}).flags == 32768
    assert list(refused(scene.edit, edited, {"content": "Hi."})[1]) == ["content"]


def test_a_poll_comes_by_an_edit_of_a_loading_message_alone(scene: Scene) -> None:
    poll = {"question": {"text": "So?"}, "answers": [{"poll_media": {"text": "Yes"}}]}
    loading = scene.post({}, flags=messages.LOADING)
    assert scene.edit(loading, {"poll": poll}).poll
    assert scene.edit(scene.post({"content": "x"}), {"poll": poll}).poll is None


def test_a_deleted_message_takes_its_files_along(scene: Scene) -> None:
    message = scene.post({"content": "Hi."}, png())
    messages.delete(scene.world, message)
    assert scene.world.find(Message, message.id) is None
    assert scene.world.files == {}


def test_a_file_may_bring_its_own_description(scene: Scene) -> None:
    file = Upload(name="a.txt", content_type="", data=b"", description="Old.")
    (told,) = scene.post({}, file).attachments
    assert (told["description"], "content_type" in told) == ("Old.", False)


def test_names_of_files_are_made_safe() -> None:
    assert attachments.safe("my déck (1).png") == "my_d_ck__1_.png"
    assert attachments.safe("") == "file"
    world = World(url=URL)
    assert attachments.add(world, "1", Upload(name="", content_type="", data=b""))["filename"] == "file"
