"""A route is filled with ids, and knows which of them share a limit."""

import pytest

from kasutamaiza.discord.route import route


@pytest.mark.parametrize(
    ("emoji", "path"), [("星", "%E6%98%9F"), ("a/../b", "a%2F..%2Fb"), ("dragon:12", "dragon%3A12"), ("?#", "%3F%23")]
)
def test_nothing_that_a_path_is_filled_with_leads_elsewhere(emoji: str, path: str) -> None:
    reaction = route("PUT", "/channels/{channel}/messages/{message}/reactions/{emoji}/@me")
    assert reaction.path({"channel": 1, "message": 2, "emoji": emoji}) == f"/channels/1/messages/2/reactions/{path}/@me"


@pytest.mark.parametrize(
    ("template", "place"),
    [
        ("/channels/{channel}/messages/{message}", "1"),
        ("/guilds/{guild}/bans/{user}", "2"),
        ("/webhooks/{webhook}", "3"),
        ("/webhooks/{application}/{token}/messages/@original", "4/a-token"),
        ("/interactions/{interaction}/{token}/callback", "5/a-token"),
        ("/applications/{application}/guilds/{guild}/commands", ""),
        ("/users/@me/guilds", ""),
    ],
)
def test_limits_are_those_of_what_a_path_begins_with(template: str, place: str) -> None:
    ids: dict[str, int | str] = {"channel": 1, "guild": 2, "webhook": 3, "application": 4, "interaction": 5}
    ids["token"] = "a-token"
    assert route("GET", template).place(ids) == place
