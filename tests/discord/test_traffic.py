"""Whatever traffic is drawn, Discord never has to refuse a call for its limits."""

import asyncio

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import Struct

from kasutamaiza.discord.route import route
from tests.discord.caller import SEND, Caller
from tests.discord_limits import Bucket


class Planned(Struct, frozen=True):
    """One call of drawn traffic: to which route and place, when, and how long on its way there and back."""

    route: int
    place: int
    after: float
    there: float
    back: float


ROUTES = [route("PUT", f"/channels/{{channel}}/{number}") for number in range(3)]
SECONDS = st.floats(0.0, 3.0, allow_nan=False)
TRAFFIC = st.lists(
    st.builds(Planned, st.integers(0, 2), st.integers(0, 1), SECONDS, SECONDS, SECONDS), min_size=1, max_size=40
)
BUCKETS = st.lists(
    st.builds(Bucket, st.uuids().map(str), st.integers(1, 6), st.floats(0.25, 5.0)), min_size=3, max_size=3
)


async def drive(caller: Caller, traffic: list[Planned]) -> None:
    async def call(planned: Planned) -> None:
        await caller.clock.sleep(planned.after)
        await caller.call(ROUTES[planned.route], str(planned.place), there=planned.there, back=planned.back)

    await asyncio.gather(*(call(planned) for planned in traffic))


@settings(deadline=None, max_examples=150)
@given(buckets=BUCKETS, traffic=TRAFFIC)
def test_no_window_ever_sees_more_calls_than_its_limit(buckets: list[Bucket], traffic: list[Planned]) -> None:
    caller = Caller(dict(zip(ROUTES, buckets, strict=True)))
    asyncio.run(drive(caller, traffic))
    assert caller.discord.refused == []
    assert caller.discord.counted == len(traffic)


@settings(deadline=None, max_examples=150)
@given(bucket=st.builds(Bucket, st.just("shared"), st.integers(1, 6), st.floats(0.25, 5.0)), traffic=TRAFFIC)
def test_nor_does_one_that_several_routes_share_once_they_are_known(bucket: Bucket, traffic: list[Planned]) -> None:
    caller = Caller(dict.fromkeys(ROUTES, bucket))

    async def learn_and_drive() -> None:
        for each in ROUTES:
            await caller.call(each, "elsewhere")
            await caller.clock.sleep(6)
        await drive(caller, traffic)

    asyncio.run(learn_and_drive())
    assert caller.discord.refused == []


@settings(deadline=None, max_examples=25)
@given(traffic=st.lists(st.tuples(st.integers(0, 99), SECONDS, SECONDS, SECONDS), min_size=51, max_size=120))
def test_no_second_ever_sees_more_calls_than_fifty(traffic: list[tuple[int, float, float, float]]) -> None:
    caller = Caller({})

    async def call(place: int, after: float, there: float, back: float) -> None:
        await caller.clock.sleep(after / 10)
        await caller.call(SEND, str(place), there=there, back=back)

    async def all_of_them() -> None:
        await asyncio.gather(*(call(*each) for each in traffic))

    asyncio.run(all_of_them())
    assert caller.discord.refused == []
