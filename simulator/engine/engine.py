"""The engine: acts of members become signed deliveries, and what the bot answers becomes true."""

import asyncio
import time
from collections.abc import Sequence

import httpx
import msgspec
from msgspec.structs import replace

from simulator.engine import answers, checkup, exchanges, expiry, forms, invocations, payloads, presses, tokens
from simulator.engine.acts import Act, Draft
from simulator.engine.courier import Courier
from simulator.engine.deliveries import PATIENCE, Deliveries, Told, said
from simulator.engine.outcome import CannotAct, Outcome, failed
from simulator.engine.signing import Signer
from simulator.refusal import Refused
from simulator.world import Application, Guild, Interaction, Member, State, Upload, World
from simulator.world.records import Endpoint, Json

NO_ADDRESS = "The bot's address is not known. Tell it with --endpoint, or let the bot set interactions_endpoint_url."
_AUTOCOMPLETE, _COMPONENT, _SUBMIT = 4, 3, 5


class Engine:
    """One for a simulator. `url` is the simulator's own address; `client` posts to the bot instead of a new one."""

    def __init__(
        self,
        world: World,
        *,
        signer: Signer | None = None,
        url: str | None = None,
        deadline: float | None = PATIENCE,
        client: httpx.AsyncClient | None = None,
    ) -> None:
        self.world = world
        self.signer = signer or Signer()
        self._courier = Courier(self.signer, client)
        self._deliveries = Deliveries(world, self._courier, deadline=deadline)
        if url is not None:
            world.url = url
        if world.count(Application) and world.application.verify_key != self.signer.verify_key:
            world.put(replace(world.application, verify_key=self.signer.verify_key))

    @property
    def deadline(self) -> float | None:
        """Seconds of real time for the first answer; None for as many as it takes."""
        return self._deliveries.deadline

    @deadline.setter
    def deadline(self, seconds: float | None) -> None:
        self._deliveries.deadline = seconds

    async def act(self, act: Act) -> Outcome:
        """Let a member do it, and wait for what comes of it."""
        self.expire()
        endpoint = self.world.application.endpoint
        if endpoint is None:
            return failed(NO_ADDRESS)
        try:
            draft = self._draft(act)
        except CannotAct as cannot:
            return failed(str(cannot))
        interaction = self._begin(draft)
        body = msgspec.json.encode(payloads.interaction(self.world, interaction, draft))
        return await self._deliveries.carry(interaction, _title(draft, act), endpoint.url, body)

    async def check(self) -> Endpoint:
        """Look at the bot's address as Discord does before it takes one, and remember what was found.

        Raises `CannotAct` where there is no address.
        """
        endpoint = self.world.application.endpoint
        if endpoint is None:
            raise CannotAct(NO_ADDRESS)
        checked = await checkup.check(self.world, self._courier, endpoint.url)
        self.world.put(replace(self.world.application, endpoint=checked))
        return checked

    def callback(self, interaction_id: str, token: str, body: Json, uploads: Sequence[Upload] = ()) -> Json:
        """The first answer, by POST /interactions/{id}/{token}/callback. Raises `Refused`.

        What is returned is told where the call asks for it (`with_response`).
        """
        interaction = self.world.find(Interaction, interaction_id)
        if interaction is None or interaction.token != token or interaction.state in (State.FAILED, State.EXPIRED):
            raise Refused(10062)
        if interaction.state is not State.SENT:
            raise Refused(40060)
        if tokens.is_over(self.world, interaction):
            raise Refused(10062)
        verdict = answers.judge(self.world, interaction, body, uploads)
        if verdict.code is not None:
            raise Refused(verdict.code, verdict.message, errors=verdict.errors)
        done = answers.apply(self.world, interaction, body, uploads)
        self._deliveries.settle(interaction_id, Told(body, None, said(verdict)))
        return answers.told(self.world, done)

    def expire(self) -> None:
        """End what has ended by the world's clock."""
        expiry.expire(self.world)

    async def idle(self, timeout: float) -> bool:  # noqa: ASYNC109 - it answers instead of raising
        """True as soon as no delivery is under way and no deferred answer is missing; False where that takes longer."""
        until = time.monotonic() + timeout
        while self._is_busy():
            left = until - time.monotonic()
            if left <= 0:
                return False
            changed = asyncio.ensure_future(self.world.log.changed(self.world.log.last))
            try:
                waited = {changed, *self._deliveries.tasks}
                await asyncio.wait(waited, timeout=left, return_when=asyncio.FIRST_COMPLETED)
            finally:
                changed.cancel()
        return True

    async def aclose(self) -> None:
        """Leave what is under way, and close the client."""
        await self._deliveries.stop()
        await self._courier.aclose()

    def _is_busy(self) -> bool:
        return bool(self._deliveries.tasks) or any(each.is_loading for each in self.world.newest(Interaction))

    def _draft(self, act: Act) -> Draft:
        draft = _DRAFTS[_deed(act)](self.world, act)
        guild_id = draft.channel.guild_id
        if guild_id is not None and self.world.find(Member, f"{guild_id}:{draft.user.id}") is None:
            raise CannotAct(f"{draft.user.username} is not in {self.world.get(Guild, guild_id).name}.")
        return draft

    def _begin(self, draft: Draft) -> Interaction:
        interaction = self.world.put(
            Interaction(
                id=self.world.next_id(),
                token=self.world.new_token(),
                type=draft.type,
                said=draft.said,
                user_id=draft.user.id,
                guild_id=draft.channel.guild_id,
                channel_id=draft.channel.id,
                created_at=self.world.now,
                command_id=draft.command_id,
                custom_id=draft.custom_id,
                message_id=None if draft.message is None else draft.message.id,
                parent_id=draft.parent_id,
                target_id=draft.target_id,
            )
        )
        exchanges.trim(self.world)
        return interaction


_DRAFTS = {"command": invocations.draft, "press": presses.draft, "modal": forms.draft}


def _deed(act: Act) -> str:
    if act.command is not None:
        return "command"
    return "press" if act.press is not None else "modal"


def _title(draft: Draft, act: Act) -> str:
    """A delivery's short name, for people."""
    if draft.type == _COMPONENT:
        return f"press {draft.said}"
    if draft.type == _SUBMIT:
        return f"form {draft.said}"
    if draft.target_id is not None:
        return draft.said
    return f"/{draft.said} {act.focused}…" if draft.type == _AUTOCOMPLETE else f"/{draft.said}"
