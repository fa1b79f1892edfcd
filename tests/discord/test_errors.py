"""What Discord says no with, as developers and as people read it."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kasutamaiza.discord.errors import DiscordError, Forbidden, InvalidRequest, RateLimited, Unavailable
from kasutamaiza.discord.meanings import AWAY, SENTENCES, TOO_MUCH
from kasutamaiza.discord.response import MOST_PROBLEMS, heard, problems, refusal, said
from kasutamaiza.texts import speak

JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["_errors", "message", "code", "0", "name"]), inner, max_size=4)
    ),
    max_leaves=30,
)


def test_an_errors_text_has_the_call_and_discords_words() -> None:
    error = Forbidden("PUT /guilds/{guild}/bans/{user}", status=403, code=50013, message="Missing Permissions")
    assert str(error) == "PUT /guilds/{guild}/bans/{user}: HTTP 403, code 50013: Missing Permissions"
    assert (error.call, error.message) == ("PUT /guilds/{guild}/bans/{user}", "Missing Permissions")


def test_what_is_wrong_in_a_request_is_listed_by_place() -> None:
    tree = {
        "content": {"_errors": [{"code": "A", "message": "Too long."}, {"code": "B", "message": "Too\nloud."}]},
        "embeds": {"0": {"fields": {"3": {"name": {"_errors": [{"code": "C", "message": "Required."}]}}}}},
        "_errors": [{"message": "All of it."}, {"code": "no message"}, "odd"],
        "odd": [1, None],
    }
    assert list(problems(tree)) == [
        "content: Too long.",
        "content: Too loud.",
        "embeds.0.fields.3.name: Required.",
        "All of it.",
    ]


def test_a_tree_without_end_has_an_end() -> None:
    endless: dict[str, Any] = {"_errors": [{"message": "here"}]}
    endless["in"] = endless
    assert len(list(problems(endless))) < 20
    wide = {str(n): {"_errors": [{"message": "x" * 1000}]} for n in range(1000)}
    error = refusal("GET /x", 400, {}, _json({"errors": wide}), as_bot=True)
    assert isinstance(error, InvalidRequest)
    assert len(error.problems) == MOST_PROBLEMS
    assert max(map(len, error.problems)) == 300


@given(JSON, st.sampled_from([400, 401, 403, 404, 408, 413, 429, 500]))
def test_nothing_that_is_told_breaks_the_telling(body: Any, status: int) -> None:
    error = refusal("GET /x", status, {}, _json(body), as_bot=True)
    assert error.status == status
    assert "\n" not in str(error)
    assert isinstance(heard(status, {}, said(_json(body))).status, int)


@given(
    st.dictionaries(
        st.sampled_from([f"x-ratelimit-{each}" for each in ("limit", "remaining", "reset", "reset-after", "bucket")]),
        st.text(max_size=5) | st.sampled_from(["1", "-1", "nan", "inf", "1e400", "0.25", "1_0"]),
    ),
    st.sampled_from([200, 404, 429]),
)
def test_no_header_breaks_the_reading(headers: dict[str, str], status: int) -> None:
    told = heard(status, headers, {})
    assert told.limit >= 1
    assert told.remaining >= 0


def test_the_limit_is_read_from_discords_headers() -> None:
    headers = {
        "x-ratelimit-bucket": "abcd1234",
        "x-ratelimit-limit": "5",
        "x-ratelimit-remaining": "0",
        "x-ratelimit-reset": "1470173023.123",
        "x-ratelimit-reset-after": "64.57",
        "x-ratelimit-scope": "shared",
        "retry-after": "65",
    }
    told = heard(429, headers, {"retry_after": 64.57, "global": False, "code": 30037})
    assert (told.bucket, told.limit, told.remaining, told.reset, told.reset_after) == (
        "abcd1234",
        5,
        0,
        1470173023.123,
        64.57,
    )
    assert (told.retry_after, told.scope, told.outside, told.code) == (64.57, "shared", False, 30037)


def test_without_a_word_of_its_own_a_refusal_lasts_as_long_as_its_window() -> None:
    headers = {"x-ratelimit-limit": "5", "x-ratelimit-remaining": "0", "x-ratelimit-reset-after": "2.5"}
    assert heard(429, headers, {}).retry_after == 2.5


def test_nobody_makes_us_wait_for_longer_than_a_day() -> None:
    headers = {
        "x-ratelimit-limit": "1",
        "x-ratelimit-remaining": "0",
        "x-ratelimit-reset": "1790000000",
        "x-ratelimit-reset-after": "1e9",
        "retry-after": "1000000000",
    }
    told = heard(429, headers, {})
    assert (told.reset_after, told.retry_after, told.reset) == (86_400, 86_400, 1790000000)
    error = refusal("GET /x", 503, {}, b'{"retry_after":1e9}', as_bot=True)
    assert isinstance(error, Unavailable)
    assert error.retry_after == 86_400


@pytest.mark.parametrize(("headers", "body"), [({"x-ratelimit-global": "true"}, {}), ({}, {"global": True})])
def test_a_refusal_of_everything_is_known_by_its_header_or_its_body(headers: dict[str, str], body: Any) -> None:
    assert heard(429, headers, body).scope == "global"


@pytest.mark.parametrize(
    ("headers", "body", "outside"),
    [
        ({"retry-after": "30"}, b"<html>error code: 1015</html>", True),
        ({"retry-after": "30"}, b"", True),
        ({"x-ratelimit-scope": "user"}, b"", False),
        ({"x-ratelimit-bucket": "abcd1234"}, b"", False),
        ({}, b"{}", False),
    ],
)
def test_who_refused_is_known_by_json_or_by_discords_headers(
    headers: dict[str, str], body: bytes, outside: bool
) -> None:
    assert heard(429, headers, said(body)).outside is outside


def test_people_are_told_what_they_can_do_in_their_language() -> None:
    error = Forbidden("PUT /x", status=403, code=50013)
    assert error.sentence is not None
    assert speak("ja")(error.sentence) != error.sentence
    assert DiscordError("PUT /x", status=400, code=50109).sentence is None


def test_who_asks_too_much_is_told_so_without_a_code() -> None:
    assert RateLimited("GET /x", retry_after=5).sentence == TOO_MUCH
    assert Unavailable("GET /x", status=0).sentence == AWAY


@pytest.mark.parametrize("code", SENTENCES)
def test_each_sentence_is_one_that_people_can_be_told(code: int) -> None:
    sentence = SENTENCES[code]
    assert sentence[0].isupper()
    assert sentence.endswith(".")
    assert "{" not in sentence
    assert len(sentence) <= 200


def _json(value: Any) -> bytes:
    from json import dumps

    return dumps(value).encode()
