"""BotCalls: all the calls that are made with the bot token."""

from kasutamaiza.discord.calls.applications import ApplicationCalls
from kasutamaiza.discord.calls.automod import AutoModCalls
from kasutamaiza.discord.calls.bans import BanCalls
from kasutamaiza.discord.calls.channels import ChannelCalls
from kasutamaiza.discord.calls.guilds import GuildCalls
from kasutamaiza.discord.calls.members import MemberCalls
from kasutamaiza.discord.calls.messages import MessageCalls
from kasutamaiza.discord.calls.reactions import ReactionCalls
from kasutamaiza.discord.calls.scheduled import ScheduledEventCalls
from kasutamaiza.discord.calls.threads import ThreadCalls


class BotCalls(
    ApplicationCalls,
    GuildCalls,
    MemberCalls,
    BanCalls,
    MessageCalls,
    ReactionCalls,
    ChannelCalls,
    ThreadCalls,
    AutoModCalls,
    ScheduledEventCalls,
):
    """What a bot can do to Discord."""
