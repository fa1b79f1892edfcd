"""Going to Discord with our commands: what is asked there, in which order, and what is told of a refusal."""

from collections.abc import Awaitable, Sequence
from typing import TypeVar

from msgspec import ValidationError

from kasutamaiza.bot import invite_url
from kasutamaiza.discord.client import Client
from kasutamaiza.discord.command import COMMANDS_OF_TYPE, ApplicationCommand
from kasutamaiza.discord.errors import (
    DiscordError,
    InvalidRequest,
    RateLimited,
    Unauthorized,
    Unavailable,
)
from kasutamaiza.discord.snowflake import ApplicationId, GuildId
from kasutamaiza.interactions.registration import Deed, Plan, Registered, in_both, label, mentions, new_ids, plan
from scripts.command_plan import Outcome

T = TypeVar("T")

FINE, FAILED, DIFFERENT, INVALID, REFUSED = 0, 1, 2, 3, 4

_PORTAL = "https://discord.com/developers/applications"
_APPLY = "python scripts/register_commands.py apply"

_PRUNE = "--prune deletes what is not in commands/."
_REFUSED = "Discord refused the commands, and nothing was changed:"

_CREATES_A_DAY, _TOO_MANY, _ENTRY_POINT = 30034, 30032, 50240
_NOT_IN_SERVER = (50001, 10004)
_SAID = {
    _CREATES_A_DAY: "Discord makes 200 new commands a day, and today's are used up: nothing was changed, try tomorrow.",
    _TOO_MANY: "There would be more commands than Discord allows: nothing was changed. See --prune.",
    _ENTRY_POINT: "An Activity was switched on a moment ago, and with it a command: nothing was changed. Try again.",
}


class Stopped(Exception):
    """Why it goes no further: in sentences, with what the process ends with, and the plan as far as there is one."""

    def __init__(self, exit_code: int, *problems: str, plan: Plan | None = None) -> None:
        self.exit_code = exit_code
        self.problems = problems
        self.plan = plan
        super().__init__(*problems)


class Registrar:
    """Brings `ours` to Discord, for one server or for all. Raises `Stopped`.

    `home` is the server where the operator may have tried them before.
    """

    def __init__(
        self,
        client: Client,
        ours: Sequence[ApplicationCommand],
        *,
        application: ApplicationId,
        guild: GuildId | None = None,
        home: GuildId | None = None,
        prune: bool = False,
        withdraw: bool = False,
    ) -> None:
        self._client = client
        self._ours = ours
        self._application = application
        self._guild = guild
        self._home = home
        self._prune = prune
        self._withdraw = withdraw
        self._putting: Plan | None = None
        self._has_put = False

    async def check_identity(self) -> None:
        """Refuse to go on with another application's token: its commands would be replaced by ours."""
        me = await self._asked(self._client.current_application())
        if me.id != self._application:
            raise Stopped(
                REFUSED,
                f"The token belongs to {me.name} ({me.id}), not to the application {self._application}: nothing was "
                "changed. DISCORD_BOT_TOKEN and DISCORD_APPLICATION_ID must be of one application.",
            )

    async def compare(self, task: str) -> Outcome:
        """What differs. Changes nothing."""
        found = self._plan(await self._registered())
        code = FINE if found.is_in_sync else DIFFERENT
        said = self._in_sync if found.is_in_sync else f"To make it so: {self._apply_as_asked(found)}"
        notes = [*(f"{each}: apply refuses that. {_PRUNE}" for each in _overfull(found)), *await self._notes()]
        return Outcome(task=task, exit_code=code, plan=found, said=said, notes=notes)

    async def apply(self, *, drastically: bool = False) -> tuple[Outcome, list[Registered]]:
        """Make it so, in one call, when anything differs; and what is registered then.

        `drastically` allows to delete more than a quarter of what is registered.
        """
        before = await self._registered()
        found = self._plan(before)
        if found.is_in_sync:
            return Outcome(
                task="apply", exit_code=FINE, plan=found, said="Nothing to do.", notes=await self._notes()
            ), before
        self._check(found, drastically=drastically or self._withdraw)
        self._putting = found
        await self._asked(self._client.put_commands(self._application, found.body, self._guild))
        self._has_put = True
        after = await self._registered()
        self._verify(found, after)
        return Outcome(
            task="apply",
            exit_code=FINE,
            plan=found,
            said=_applied(found),
            notes=[*_moved(before, after), *await self._notes()],
            mentions=_mentions(found, after),
        ), after

    @property
    def _in_sync(self) -> str:
        return "None of ours is registered there." if self._withdraw else "All is as commands/ says."

    def _apply_as_asked(self, found: Plan) -> str:
        given = {f"--guild {self._guild}": self._guild, "--prune": self._prune, "--withdraw": self._withdraw}
        given["--yes"] = found.is_drastic and not self._withdraw
        return " ".join([_APPLY, *(option for option, is_given in given.items() if is_given)])

    async def _registered(self) -> list[Registered]:
        return list(await self._asked(self._client.commands(self._application, self._guild)))

    def _plan(self, theirs: Sequence[Registered]) -> Plan:
        try:
            return plan(self._ours, theirs, guild=self._guild, prune=self._prune, withdraw=self._withdraw)
        except ValidationError as error:
            raise Stopped(FAILED, f"Discord told of a command that looks like none: {error}.") from None

    def _check(self, found: Plan, *, drastically: bool) -> None:
        going = len(found.steps_to(Deed.DELETE))
        if found.is_drastic and not drastically:
            raise Stopped(
                REFUSED,
                f"That would delete {going} of the commands that people use: nothing was changed. If these are to go, "
                "say --yes as well.",
                plan=found,
            )
        overfull = _overfull(found)
        if overfull:
            raise Stopped(REFUSED, *(f"{each}: nothing was changed. {_PRUNE}" for each in overfull), plan=found)

    def _verify(self, wanted: Plan, after: Sequence[Registered]) -> None:
        """What Discord took must be what it tells: of ours, and of what was to be kept."""
        left = self._plan(after)
        if not left.is_in_sync:
            raise Stopped(FAILED, "Discord took the commands, and tells them otherwise than we do:", plan=left)
        there = {step.label: step.form for step in left.steps_to(Deed.KEEP)}
        for step in wanted.steps_to(Deed.KEEP):
            if there.get(step.label) != step.form:
                raise Stopped(
                    FAILED, f"{step.label}, which is not ours, was to be kept, and is not as it was.", plan=left
                )

    async def _notes(self) -> list[str]:
        """Which of ours people see twice: registered for all servers, and for one besides."""
        elsewhere = self._home if self._guild is None else None
        if self._withdraw or (self._guild is None and self._home is None):
            return []
        try:
            twice = in_both(self._ours, await self._client.commands(self._application, elsewhere))
        except DiscordError:  # a hint is not worth more; and that server may have thrown us out
            return []
        if not twice:
            return []
        server = self._guild or self._home
        where = "that server" if self._guild else f"the home server ({server})"
        note = f"In {where} people see {', '.join(twice)} twice: registered for it and for all servers."
        return [f"{note} To take them away there: {_APPLY} --guild {server} --withdraw"]

    async def _asked(self, call: Awaitable[T]) -> T:
        try:
            return await call
        except DiscordError as error:
            raise Stopped(FAILED, *self._why(error), plan=self._putting) from None

    def _why(self, error: DiscordError) -> list[str]:
        if isinstance(error, Unauthorized):
            return [f"Discord does not take DISCORD_BOT_TOKEN: copy a new one from {_PORTAL} → Bot → Reset Token."]
        if error.code in _NOT_IN_SERVER and self._guild is not None:
            why = f"The bot is not in the server {self._guild}, or was added without its commands"
            return [f"{why}: add it with {invite_url(self._application)} and try again."]
        if error.code in _SAID:
            return [_SAID[error.code]]
        if isinstance(error, InvalidRequest) and error.problems and self._putting is not None:
            return [_REFUSED, *(_named(each, self._putting) for each in error.problems)]
        return [f"{_reason(error)} {self._aftermath(error)}"]

    def _aftermath(self, error: DiscordError) -> str:
        """What became of the commands. One call takes all of them or none, so there is no half."""
        if self._has_put:
            return "The commands were taken before that: `check` tells whether all is well."
        if self._putting is not None and isinstance(error, Unavailable) and error.may_be_done:
            return "Whether it took the commands, all or none, `check` tells; applying again does no harm."
        return "Nothing was changed."


def _reason(error: DiscordError) -> str:
    if isinstance(error, RateLimited):
        when = "a while" if error.retry_after is None else f"{error.retry_after:.0f} seconds"
        return f"Discord wants to be left alone for {when}; try again then."
    if isinstance(error, Unavailable) and error.status:
        return f"Discord is out of order (HTTP {error.status}); https://discordstatus.com may say more."
    if isinstance(error, Unavailable):
        return f"Discord cannot be reached ({error.message}): is there a network, and is DISCORD_API_URL right?"
    if error.code == 0 and (error.status < 400 or error.status == 404):
        return "What answers is not Discord, or does not speak as it does: is DISCORD_API_URL right?"
    said = error.message.removesuffix(".") or "it gave no reason"
    return f"Discord refused {error.call} (HTTP {error.status}, code {error.code}): {said}."


def _named(problem: str, putting: Plan) -> str:
    """A problem that Discord found in the list, with its command's label instead of its number."""
    number, _, rest = problem.partition(".")
    if not (number.isdecimal() and int(number) < len(putting.body)):
        return problem
    command = putting.body[int(number)]
    return f"{label(command.get('type') or 1, command['name'])}: {rest}"


def _overfull(found: Plan) -> list[str]:
    """Of which types there would be more than Discord allows, as the beginning of a sentence."""
    return [
        f"With those that are kept there would be {count} commands of the type {type_.name}; Discord allows "
        f"{COMMANDS_OF_TYPE[type_]}"
        for type_, count in found.overfull.items()
    ]


def _applied(done: Plan) -> str:
    told = [f"{len(done.steps_to(deed))} {deed.value}d" for deed in (Deed.CREATE, Deed.UPDATE, Deed.DELETE)]
    return f"Applied and read back: {', '.join(told)}."


def _moved(before: Sequence[Registered], after: Sequence[Registered]) -> list[str]:
    moved = new_ids(before, after)
    return [f"{', '.join(moved)} got a new id: mentions in old messages lead nowhere now."] if moved else []


def _mentions(done: Plan, after: Sequence[Registered]) -> list[str]:
    fresh = {(step.type, step.name) for step in (*done.steps_to(Deed.CREATE), *done.steps_to(Deed.UPDATE))}
    typed = [each for each in after if each.get("type", 1) == 1 and (1, each["name"]) in fresh]
    return [mention for each in typed for mention in mentions(each)]
