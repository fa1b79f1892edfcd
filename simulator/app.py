"""The simulator, made of its parts, each once; as an ASGI application: the page, /sim, /api and /cdn."""

from hashlib import blake2b
from pathlib import Path

from msgspec.structs import replace
from nacl.signing import SigningKey
from starlette.applications import Starlette
from starlette.routing import Mount, Route
from starlette.types import Receive, Scope, Send

from simulator import address, files
from simulator.control.desk import Desk
from simulator.control.routes import control
from simulator.engine import Engine
from simulator.engine.signing import Signer
from simulator.guard import Guard
from simulator.key import public
from simulator.rest.cdn import cdn
from simulator.rest.frame import Rest
from simulator.world import Command, Guild, World
from simulator.world.load import DEFAULT, Plan, WrongWorld, build, read
from simulator.world.records import Endpoint

APPLICATION_ID = "1000000000000000001"
GUILD_ID = "1000000000000000002"
"""The same in every run, as a bot's settings name them; a world's file may give others."""

DEADLINE = 3.0
"""Source: https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-callback"""


class Simulator:
    """A whole simulated Discord, and an ASGI application.

    `world` is a world's file, or a plan that was read; `name` is what the bot is called in it. `key` signs what is
    delivered to `endpoint`, and is made if none is given; `deadline` is how many seconds the bot has, None for as many
    as it likes. `pictures` lets the page load pictures from the web. Raises `WrongWorld`, `WrongAddress` and `OSError`.
    """

    def __init__(
        self,
        world: Path | Plan = DEFAULT,
        *,
        endpoint: str | None = None,
        key: SigningKey | None = None,
        application_id: str | None = None,
        name: str | None = None,
        deadline: float | None = DEADLINE,
        pictures: bool = False,
        strict_limits: bool = False,
    ) -> None:
        self._source = world
        self._application_id, self._name = application_id, name
        self.key = key or SigningKey.generate()
        self.world = World()
        # Numbers of changes go on from run to run: a page that was open meanwhile then knows that its own are old.
        self.world.log.last = self.world.clock.milliseconds
        build(self._plan(), self.world, verify_key=self.public_key)
        self._begin(None if endpoint is None else Endpoint(url=address.check(endpoint)))
        self.engine = Engine(self.world, signer=Signer(self.key.encode()), deadline=deadline)
        self.desk = Desk(self.engine, self._restart, pictures=pictures)
        self._app = Guard(_application(self.desk, Rest(self.engine, strict=strict_limits)))

    @property
    def public_key(self) -> str:
        """What the bot checks signatures with, in hex."""
        return public(self.key)

    @property
    def application_id(self) -> str:
        return self.world.application.id

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._app(scope, receive, send)

    def end_streams(self) -> None:
        """Whoever follows the events is told no more: else a server would wait for them to go, which they never do."""
        self.desk.bell.close()

    async def aclose(self) -> None:
        self.end_streams()
        await self.engine.aclose()

    def _restart(self) -> None:
        """Begin anew. What lies at the bot's developer's side stays: endpoint, key, ids, and what the bot registered.

        Raises `WrongWorld` and `OSError`, and then leaves all as it is.
        """
        plan = self._plan()
        build(plan, World(), verify_key=self.public_key)
        commands = tuple(self.world.all(Command))
        application = self.world.application
        self.world.clear()
        build(plan, self.world, verify_key=self.public_key)
        self.world.put(replace(self.world.application, endpoint=application.endpoint, flags=application.flags))
        for command in commands:
            if command.guild_id is None or self.world.find(Guild, command.guild_id) is not None:
                self.world.put(command)
        self._begin(application.endpoint)

    def _begin(self, endpoint: Endpoint | None) -> None:
        """What was made of the plan is no news."""
        self.world.put(replace(self.world.application, endpoint=endpoint))
        self.world.log.reset()

    def _plan(self) -> Plan:
        """What the world is made of, with ids that never change: a bot that keeps people by theirs knows them again."""
        plan = self._source if isinstance(self._source, Plan) else read(self._source)
        application_id = self._application_id or plan.application.id or APPLICATION_ID
        given = [application_id, plan.guild.id, *(each.id for each in plan.members)]
        for id_ in (*given, *(each.id for each in plan.roles), *(each.id for each in plan.channels)):
            _check_id(id_)
        return replace(
            plan,
            application=replace(plan.application, id=application_id, name=self._name or plan.application.name),
            guild=replace(plan.guild, id=plan.guild.id or GUILD_ID),
            members=tuple(replace(each, id=each.id or _id(each.name)) for each in plan.members),
            roles=tuple(replace(each, id=each.id or _id(f"@&{each.name}")) for each in plan.roles),
            channels=tuple(replace(each, id=each.id or _id(f"#{each.name}")) for each in plan.channels),
        )


def _check_id(id_: str | None) -> None:
    """Raises `WrongWorld`."""
    if id_ is not None and not (id_.isascii() and id_.isdecimal() and 0 < int(id_) < 2**63):
        raise WrongWorld(f"An id is a number of up to 19 digits, and below 2 to the 63rd, as a string, not {id_!r}.")


def _id(name: str) -> str:
    """A snowflake of a name, of the same time as the others that never change."""
    return str(10**18 + 10**6 + int.from_bytes(blake2b(name.encode(), digest_size=7).digest()) % 10**15)


def _application(desk: Desk, rest: Rest) -> Starlette:
    app = Starlette(
        routes=[
            Route("/", files.index),
            Route("/favicon.ico", files.no_icon),
            Route("/page/{path:path}", files.file),
            Mount("/sim", control(desk)),
            Mount("/api", rest),
            Mount("/cdn", cdn(desk.world)),
        ]
    )
    app.state.desk = desk
    return app
