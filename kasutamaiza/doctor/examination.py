"""The examination: steps that do not need each other at the same time, told in order, whatever happens to one."""

from collections.abc import AsyncGenerator, Callable, Coroutine
from typing import TYPE_CHECKING, Any

from kasutamaiza.discord.application import Application
from kasutamaiza.discord.snowflake import ApplicationId
from kasutamaiza.doctor import application, clock, commands, database, endpoint, worker
from kasutamaiza.doctor.database import State
from kasutamaiza.doctor.endpoint import Knocks
from kasutamaiza.doctor.facts import Facts, Means, Patient
from kasutamaiza.doctor.finding import Finding, Outcome, ok, skipped, wrong
from kasutamaiza.doctor.knock import Silence
from kasutamaiza.doctor.readiness import readiness

if TYPE_CHECKING:
    import asyncio

    from httpx import AsyncClient

NEEDS_DISCORD = "It needs what Discord says of the application."
NEEDS_ENDPOINT = "It needs an endpoint that answers."


async def examine(patient: Patient, means: Means) -> AsyncGenerator[Finding, None]:
    """What is found, in order, each as soon as it and those before it are known. Takes less than 30 seconds."""
    import httpx

    async with httpx.AsyncClient() as http:
        facts = Facts(http, patient, means)
        try:
            for step in Examination(http, patient, means, facts).steps.values():
                yield await step
        finally:
            await facts.end()


class Examination:
    """One visit: `steps` are its findings to be, in the order in which they are told."""

    def __init__(self, http: "AsyncClient", patient: Patient, means: Means, facts: Facts) -> None:
        self._http = http
        self._patient = patient
        self._means = means
        self._facts = facts
        self.steps: dict[str, asyncio.Task[Finding]] = {}
        for name, step in self._planned().items():
            self.steps[name] = facts.start(_guarded(name, step))

    def _planned(self) -> dict[str, Coroutine[Any, Any, Finding]]:
        patient = self._patient
        return {
            "discord": self._discord(),
            "clock": self._clock(),
            "database": self._database(),
            **({"direct database": self._direct()} if self._means.direct else {}),
            "schema": self._schema(),
            "worker": self._worker(),
            "token": self._token(),
            "application": self._by_discord("application", lambda it: application.same(it, patient.application_id)),
            "public key": self._by_discord("public key", lambda it: application.public_key(it, patient.public_keys)),
            "address": self._address(),
            "endpoint": self._endpoint(),
            "signatures": self._by_knocks("signatures", endpoint.signatures),
            "proxies": self._by_knocks("proxies", endpoint.passage),
            "running key": self._running_key(),
            "ping": self._ping(),
            "readiness": self._readiness(),
            "events": self._by_discord("events", application.events),
            "commands": self._commands(),
            "permissions": self._permissions(),
        }

    async def _by_discord(self, step: str, judge: Callable[[Application], Finding]) -> Finding:
        found = await self._facts.application
        return judge(found) if isinstance(found, Application) else skipped(step, NEEDS_DISCORD)

    async def _by_knocks(self, step: str, judge: Callable[[Knocks], Finding]) -> Finding:
        reached = await self.steps["endpoint"]
        return skipped(step, NEEDS_ENDPOINT) if reached.outcome is Outcome.WRONG else judge(await self._facts.knocks)

    async def _discord(self) -> Finding:
        return clock.reached(await self._facts.gateway)

    async def _clock(self) -> Finding:
        return clock.agreed(await self._facts.gateway, await self._facts.knocks, max_age=self._patient.max_age)

    async def _database(self) -> Finding:
        return database.answers("database", await self._facts.database, self._means.database)

    async def _direct(self) -> Finding:
        return database.answers("direct database", await self._facts.direct, self._means.direct)

    async def _schema(self) -> Finding:
        found = await self._facts.database
        if not isinstance(found, State):
            return skipped("schema", "It needs a database that answers.")
        return database.migrated(found)

    async def _worker(self) -> Finding:
        asked = self._means.database
        if asked is None or (await self.steps["schema"]).outcome in (Outcome.WRONG, Outcome.SKIPPED):
            return skipped("worker", "It needs a database with the schema of this code.")
        _, worked_through = self._means.direct or asked
        found = await worker.look(asked[0])
        return worker.works(found, embedded=self._patient.embedded_worker, pooled=worked_through.is_pooler)

    async def _token(self) -> Finding:
        if isinstance(await self._facts.gateway, Silence):
            return skipped("token", "It needs Discord.")
        return application.token(await self._facts.application)

    async def _address(self) -> Finding:
        if self._patient.set_url and (await self.steps["ping"]).outcome is Outcome.OK:
            return ok("address", f"Discord posts to {self._patient.asked} from now on.")
        return await self._by_discord("address", lambda it: application.posts_to(it, self._patient.asked))

    async def _endpoint(self) -> Finding:
        return endpoint.reached(await self._facts.address, (await self._facts.knocks).unsigned)

    async def _running_key(self) -> Finding:
        found = await self._facts.application
        key = found.verify_key if isinstance(found, Application) else None
        return await self._by_knocks(
            "running key", lambda knocks: endpoint.running_key(knocks, key, self._patient.public_keys)
        )

    async def _ping(self) -> Finding:
        if self._patient.verify or self._patient.set_url:
            return await self._verified()
        if (await self.steps["endpoint"]).outcome is Outcome.WRONG:
            return skipped("ping", NEEDS_ENDPOINT)
        key = self._means.signing_key
        if key is not None:
            address, knocks = await self._facts.address, await self._facts.knocks
            answer = await endpoint.sign(self._http, address, key, knocks, self._means.clock)
            if answer is not None:
                return endpoint.ponged(answer)
        return await self._deduced()

    async def _verified(self) -> Finding:
        found, client, asked = await self._facts.application, self._means.client, self._patient.asked
        if client is None or not isinstance(found, Application):
            return skipped("ping", NEEDS_DISCORD)
        if self._patient.application_id not in (found.id, 0):
            return skipped("ping", "The token is another application's: Discord was given nothing.")
        url = asked.url if self._patient.set_url and asked else found.interactions_endpoint_url
        if not url:
            return skipped("ping", "Discord has no address to check; with --set-url it is given that of --url.")
        return await application.verify(client.set_interactions_endpoint, url)

    async def _deduced(self) -> Finding:
        """Nobody but Discord can sign a PING; but what its signature depends on can be looked at."""
        needed = [await self.steps[name] for name in ("signatures", "proxies", "running key")]
        found = await self._facts.application
        proven = all(each.outcome is Outcome.OK for each in needed) and isinstance(found, Application)
        needed.append(await self.steps["clock"])
        if any(each.outcome is Outcome.WRONG for each in needed):
            return skipped("ping", "Discord's would be refused: see what is wrong above.")
        if proven:
            return ok("ping", "All that a PING from Discord depends on is right. With --verify, Discord itself tries.")
        return skipped("ping", "Only Discord can sign one: with --verify, Discord itself tries.")

    async def _readiness(self) -> Finding:
        if isinstance((await self._facts.knocks).unsigned, Silence):
            return skipped("readiness", NEEDS_ENDPOINT)
        return await readiness(self._http, await self._facts.address, version=self._patient.version)

    async def _commands(self) -> Finding:
        found, client = await self._facts.application, self._means.client
        if client is None or not isinstance(found, Application):
            return skipped("commands", NEEDS_DISCORD)
        return await commands.in_sync(client, ApplicationId(found.id), self._patient.guild, self._means.commands)

    async def _permissions(self) -> Finding:
        found, client = await self._facts.application, self._means.client
        if client is None or not isinstance(found, Application):
            return skipped("permissions", NEEDS_DISCORD)
        return await application.permissions(client, self._patient.guild, found.id)


async def _guarded(name: str, step: Coroutine[Any, Any, Finding]) -> Finding:
    try:
        return await step
    except Exception as error:  # noqa: BLE001  (one step that we wrote badly must not hide what the others found)
        # Not the error's own words: they may hold anything.
        return wrong(name, f"The doctor itself failed here ({type(error).__name__}).", "Tell whoever wrote it.")
