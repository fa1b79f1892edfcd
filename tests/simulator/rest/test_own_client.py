"""Kasutamaiza's own client again: its application, its messages, and what belongs to an interaction."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
from msgspec.structs import replace

from kasutamaiza.discord.client import Client
from kasutamaiza.discord.errors import DiscordError
from kasutamaiza.discord.interaction import Interaction
from kasutamaiza.discord.snowflake import ApplicationId, ChannelId, InteractionId, MessageId, UserId
from kasutamaiza.ui import Embed, Emoji, Message, Poll, PollAnswer, PollMedia, Upload
from simulator.engine import Engine
from simulator.rest.frame import Rest
from simulator.world import CommandPermissions, State, load
from simulator.world import Interaction as Asked
from simulator.world import Message as Said
from simulator.world.records import Endpoint
from tests.discord_rest import served
from tests.simulator.rest.calls import PNG, Place

THUMB = Emoji(name="👍")


class Checking(Engine):
    """An engine to which every address is right."""

    async def check(self) -> Endpoint:
        endpoint = self.world.application.endpoint
        assert endpoint is not None
        return endpoint


@pytest.fixture
def place() -> Place:
    return Place(load.default())


@pytest.fixture
async def client(place: Place) -> AsyncIterator[Client]:
    async with served(Rest(Checking(place.world))) as url:
        client = Client(f"{url}/api/v10", bot_token="simulated", user_agent="DiscordBot (https://bot.example, 1)")
        yield client
        await client.aclose()


def general(place: Place) -> ChannelId:
    return ChannelId(int(place.channel().id))


async def test_the_application_and_its_commands(place: Place, client: Client) -> None:
    me = await client.current_application()
    assert (str(me.id), me.name) == (place.world.application.id, "Your Bot")
    told = await client.set_interactions_endpoint("https://bot.example/interactions")
    assert told.interactions_endpoint_url == "https://bot.example/interactions"
    (guild,) = await client.own_guilds(with_counts=True)
    assert guild.name == "Duel Academy"
    assert await client.own_permissions(guild.id)
    for where in (None, guild.id):
        (put,) = await client.put_commands(me.id, [{"name": "ping", "description": "Answers.", "type": 1}], where)
        assert await client.commands(me.id, where) == [put]
    allowed = {"id": str(guild.id), "type": 1, "permission": False}
    place.world.put(CommandPermissions(guild_id=str(guild.id), id=put["id"], permissions=(allowed,)))
    (found,) = await client.command_permissions(me.id, guild.id)
    assert (str(found.id), found.permissions[0].permission) == (put["id"], False)


async def test_messages_with_files_and_replies(place: Place, client: Client) -> None:
    channel = general(place)
    picture = Upload(filename="a.png", content=PNG)
    hello = Message(content="Hello.", embeds=[Embed(title="All")], attachments=[picture])
    sent = await client.create_message(channel, hello, nonce="n")
    assert (sent.content, sent.attachments[0].filename) == ("Hello.", "a.png")
    assert (await client.create_message(channel, Message(content="Hello."), nonce="n")).id == sent.id
    reply = await client.create_message(channel, Message(content="Yes."), reply_to=sent.id)
    assert (await client.message(channel, reply.id)).content == "Yes."
    edited = await client.edit_message(channel, sent.id, Message(content="Hi."))
    assert (edited.content, edited.embeds, edited.attachments) == ("Hi.", [], [])
    assert [each.id for each in await client.messages(channel, limit=2)] == [reply.id, sent.id]
    assert [each.id for each in await client.messages(channel, after=sent.id)] == [reply.id]


async def test_messages_that_are_pinned_and_deleted(place: Place, client: Client) -> None:
    channel, heard = general(place), MessageId(int(place.hears().id))
    sent = await client.create_message(channel, Message(content="Rules."))
    await client.pin_message(channel, sent.id, reason="Important.")
    (pin,) = (await client.pins(channel, before=datetime.max.replace(tzinfo=UTC))).items
    assert pin.message.id == sent.id
    await client.unpin_message(channel, sent.id)
    await client.delete_messages(channel, [sent.id, heard], reason="Over.")
    with pytest.raises(DiscordError) as refused:
        await client.message(channel, sent.id)
    assert refused.value.code == 10008


async def test_direct_messages(place: Place, client: Client) -> None:
    channel = await client.create_dm(UserId(int(place.user("mai").id)))
    sent = await client.create_message(channel.id, Message(content="Between us."))
    await client.delete_message(channel.id, sent.id)
    closed = await client.create_dm(UserId(int(place.user("yuki").id)))
    with pytest.raises(DiscordError) as refused:
        await client.create_message(closed.id, Message(content="Between us."))
    assert refused.value.code == 50007


async def test_reactions(place: Place, client: Client) -> None:
    channel, heard = general(place), MessageId(int(place.hears().id))
    await client.create_reaction(channel, heard, THUMB)
    await client.delete_own_reaction(channel, heard, THUMB)
    await client.create_reaction(channel, heard, THUMB)
    await client.delete_reaction(channel, heard, THUMB, UserId(int(place.id)))
    await client.delete_all_reactions(channel, heard)
    assert place.world.get(Said, str(heard)).reactions == ()


async def test_polls(place: Place, client: Client) -> None:
    channel = general(place)
    answers = [PollAnswer(poll_media=PollMedia(text=text)) for text in ("This.", "That.")]
    sent = await client.create_message(channel, Message(poll=Poll(question=PollMedia(text="Which?"), answers=answers)))
    assert await client.voters(channel, sent.id, 1) == []
    ended = await client.end_poll(channel, sent.id)
    assert ended.poll is not None
    assert ended.poll.results is not None
    assert ended.poll.results.is_finalized


async def test_what_belongs_to_an_interaction(place: Place, client: Client) -> None:
    answered = place.hears("Pong.")
    asked = Asked(
        id=place.world.next_id(),
        token="token",
        type=2,
        said="ping",
        user_id=place.user("mai").id,
        guild_id=place.guild.id,
        channel_id=place.channel().id,
        created_at=place.world.now,
        state=State.REPLIED,
        response_id=answered.id,
    )
    place.world.put(asked)
    place.world.put(replace(answered, author_id=place.id, interaction_id=asked.id))
    application = ApplicationId(int(place.world.application.id))
    interaction = Interaction(id=InteractionId(int(asked.id)), application_id=application, token="token")
    await client.edit_original(interaction, b'{"content": "Pong!"}', [Upload(filename="a.png", content=PNG)])
    assert place.world.get(Said, answered.id).content == "Pong!"
    await client.create_followup(interaction, b'{"content": "And more."}')
    assert next(place.world.newest(Said)).content == "And more."
    await client.delete_original(interaction)
    assert place.world.find(Said, answered.id) is None
