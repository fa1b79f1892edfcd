"""What Discord's error codes mean to people, where one of them can do something about it.

Source: https://docs.discord.com/developers/topics/opcodes-and-status-codes#json-json-error-codes
"""

from kasutamaiza.texts import later

AWAY = later("Discord does not answer me right now. Please try again in a moment.")
TOO_MUCH = later("Discord asks me to slow down. Please try again in a moment.")

_EXPIRED = later("That took too long, and Discord has closed it. Please use the command again.")
_TOO_LARGE = later("That file is too large for Discord. Choose a smaller one.")

SENTENCES: dict[int, str] = {
    10003: later("That channel is gone, or I cannot see it. Choose another one."),
    10004: later("I am not in that server any more. Add me again to go on."),
    10007: later("They are not in this server. To keep them out, ban them by their id."),
    10008: later("That message is gone already."),
    10011: later("That role is gone. Choose another one."),
    10013: later("Discord knows nobody with that id. Please check it."),
    10014: later("I cannot use that emoji. Choose another one."),
    10015: _EXPIRED,
    10026: later("They are not banned here."),
    20016: later("This channel is in slow mode. Please wait and try again."),
    20022: later("That announcement was edited too often. Please wait a while and try again."),
    20028: later("This channel was changed too often. Please try again in ten minutes."),
    20029: later("This server was changed too often. Please try again in ten minutes."),
    30003: later("This channel has 250 pins, as many as Discord allows. Unpin one first."),
    30005: later("This server has 250 roles, as many as Discord allows. Delete one first."),
    30007: later("This channel has 15 webhooks, as many as Discord allows. Delete one first."),
    30013: later("This server has 500 channels, as many as Discord allows. Delete one first."),
    30035: later("Too many people outside this server were banned lately. Please try again tomorrow."),
    30037: later("The list of bans was read too often. Please try again later."),
    30038: later("This server has 100 events, as many as Discord allows. End or delete one first."),
    30046: later("That message is over an hour old and was edited too often. Post a new one instead."),
    40003: later("I have opened too many direct messages. Please try again in a few minutes."),
    40005: _TOO_LARGE,
    40007: later("They are banned here. Lift the ban first."),
    40062: TOO_MUCH,
    40067: later("This forum wants a tag on every post. Choose one and try again."),
    40094: later("Discord lets me say no more here. Please use the command again."),
    50001: later("I cannot see that channel. Allow me to view it and try again."),
    50003: later("That cannot be done in direct messages. Please try it in a server."),
    50005: later("I can change my own messages only."),
    50007: later("I cannot send them direct messages: they do not take any, or have blocked me."),
    50008: later("There is no writing in that channel. Choose a text channel."),
    50013: later(
        "Discord does not let me do that. Give me the permission it needs, and put my role above those it is about."
    ),
    50016: later("From 2 to 100 messages can be deleted at once. Choose as many."),
    50019: later("A message can be pinned in its own channel only."),
    50021: later("That message is one of Discord's own, and nobody can do that with it. Choose another one."),
    50024: later("That cannot be done in this kind of channel. Choose another one."),
    50027: _EXPIRED,
    50028: later("That role is everyone's or an app's, and cannot be used for that. Choose another one."),
    50033: later("I cannot send it to them. Please check whom you chose."),
    50034: later("Messages older than 14 days cannot be deleted together. Delete them one by one."),
    50045: _TOO_LARGE,
    50074: later(
        "Discord needs that channel for a Community server. Choose another for it in the server settings first."
    ),
    50083: later("That thread is archived. Open it again first."),
    50278: later("I share no server with them any more, so I cannot send them direct messages."),
    60003: later("My owner has to switch on two-factor authentication at Discord before I can do that."),
    110000: later("Discord is still preparing its search. Please try again in a moment."),
    130000: AWAY,
    160002: later("I cannot answer that message. Allow me to read the message history there and try again."),
    160004: later("That message has a thread already. Use that one."),
    160005: later("That thread is locked. Unlock it first."),
    160006: later("This server has as many active threads as Discord allows. Archive one first."),
    200000: later("This server's AutoMod stopped the message. Please word it otherwise."),
    200001: later("This server's AutoMod stopped the title. Please word it otherwise."),
    240000: later("Discord takes a link in it for harmful. Please take it out and try again."),
    350000: later(
        "Onboarding needs at least 7 channels that everyone sees, and 5 of them for writing. Choose more and try again."
    ),
    400001: later("Files cannot be sent in this server for now. Please try it without one."),
    500000: later("None of them could be banned. Check that my role stands above theirs."),
    520003: later("A poll cannot be changed. End it and post a new one."),
}
"""By code. English, marked for translation: `say(sentence)` tells it in the reader's language."""
