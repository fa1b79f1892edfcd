"""Settings: everything we are told from outside, read once."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import quote, urlsplit

from msgspec import Struct

T = TypeVar("T")

DISCORD_API_URL = "https://discord.com/api/v10"
YGOPRODECK_API_URL = "https://db.ygoprodeck.com/api/v7"
LEVELS = ("TRACE", "DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
FORMATS = ("console", "json")

_PORTAL = "https://discord.com/developers/applications"
_ALIASES = {"DISCORD_BOT_TOKEN": "BOT_TOKEN", "DISCORD_GUILD_ID": "GUILD_ID"}
_YES = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}


class Secret:
    """A text that never prints itself. Not a `str`: one would leak through `+`, formatting and JSON."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        return self._text

    def __repr__(self) -> str:
        return "Secret('***')"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and other._text == self._text

    def __hash__(self) -> int:
        return hash(self._text)


class WrongSettings(Exception):
    """The settings cannot be used. `problems` says of each what is wrong and what to do; never a secret's value.

    `rest` are the settings all the same, where all of them were read: what was wrong has its default, or is empty.
    """

    def __init__(self, problems: Iterable[str], rest: "Settings | None" = None) -> None:
        self.problems = list(problems)
        self.rest = rest
        super().__init__("\n".join(self.problems))

    @property
    def report(self) -> str:
        """All problems as people read them in a terminal."""
        count = len(self.problems)
        lines = [f"Kasutamaiza cannot start: {count} setting{'s are' if count > 1 else ' is'} not right."]
        lines += [f"  {problem}" for problem in self.problems]
        return "\n".join([*lines, "Set them in the environment, or in a file called .env (see .env.example)."])


class Settings(Struct, frozen=True, kw_only=True):
    """What the operator chose; each field is documented in docs/operating.md under its variable's name.

    `public_keys` are 32 bytes each; `signature_max_age` is in seconds; `given` says of each variable whether it was
    set.
    """

    public_keys: tuple[bytes, ...]
    application_id: int
    bot_token: Secret
    guild_id: int | None
    api_url: str
    database_url: Secret
    direct_database_url: Secret
    ygoprodeck_api_url: str
    port: int
    metrics_port: int | None
    log_level: str
    log_format: str
    log_dir: Path | None
    embedded_worker: bool
    signature_max_age: int
    sentry_dsn: Secret | None
    given: Mapping[str, bool]


class DiscordSettings(Struct, frozen=True, kw_only=True):
    """What it takes to call Discord as the bot."""

    application_id: int
    bot_token: Secret
    guild_id: int | None
    api_url: str


def load(environ: Mapping[str, str], env_file: Path | None = None) -> Settings:
    """Read the settings from the environment, and from `env_file` what the environment lacks.

    A variable that is empty counts as not set; one that is empty in the environment, whatever the file says of it.
    Raises `WrongSettings` with every problem at once.
    """
    said = _Said(environ, env_file)
    database_url = said.database_url()
    discord = said.discord()
    settings = Settings(
        public_keys=said.read("DISCORD_PUBLIC_KEY", _keys, f"copy it from {_PORTAL} → General Information", default=()),
        application_id=discord.application_id,
        bot_token=discord.bot_token,
        guild_id=discord.guild_id,
        api_url=discord.api_url,
        database_url=database_url,
        direct_database_url=said.read("DIRECT_DATABASE_URL", _postgres, None, default=database_url),
        ygoprodeck_api_url=said.read("YGOPRODECK_API_URL", _url, None, default=YGOPRODECK_API_URL),
        port=said.read("PORT", _port, None, default=8080),
        metrics_port=said.read("METRICS_PORT", _port, None, default=None),
        log_level=said.read("LOG_LEVEL", _one_of(LEVELS, str.upper), None, default="INFO"),
        log_format=said.read("LOG_FORMAT", _one_of(FORMATS, str.lower), None, default="console"),
        log_dir=said.read("LOG_DIR", Path, None, default=None),
        embedded_worker=said.read("EMBEDDED_WORKER", _yes_or_no, None, default=True),
        signature_max_age=said.read("SIGNATURE_MAX_AGE", _seconds, None, default=300),
        sentry_dsn=said.read("SENTRY_DSN", Secret, None, default=None),
        given=said.given,
    )
    if settings.port == settings.metrics_port:
        said.problems.append(f"METRICS_PORT must be another port than PORT, which is {settings.port}.")
    if said.problems:
        raise WrongSettings(said.problems, settings)
    return settings


def load_direct_database_url(environ: Mapping[str, str], env_file: Path | None = None) -> Secret:
    """What a migration needs and nothing else: DIRECT_DATABASE_URL, else DATABASE_URL. Raises `WrongSettings`."""
    said = _Said(environ, env_file)
    direct = said.read("DIRECT_DATABASE_URL", _postgres, None, default=None)
    url = direct if direct is not None else said.database_url()
    if said.problems:
        raise WrongSettings(said.problems)
    return url


def load_discord(environ: Mapping[str, str], env_file: Path | None = None) -> DiscordSettings:
    """What it takes to call Discord as the bot and nothing else. Raises `WrongSettings`."""
    said = _Said(environ, env_file)
    settings = said.discord()
    if said.problems:
        raise WrongSettings(said.problems)
    return settings


class _Said:
    """The variables as they were said, and what was wrong with them so far."""

    def __init__(self, environ: Mapping[str, str], env_file: Path | None) -> None:
        self.problems: list[str] = []
        file = self._file(env_file)
        emptied = {name for name, value in environ.items() if not value.strip()}
        emptied |= {alias for name, alias in _ALIASES.items() if name in emptied}
        self._hidden = {name for name in emptied if file.get(name)}
        said = {**{name: value for name, value in file.items() if name not in emptied}, **environ}
        self._values = {name: value.strip() for name, value in said.items() if value.strip()}
        self.given: dict[str, bool] = {}

    def _file(self, env_file: Path | None) -> Mapping[str, str]:
        try:
            return _read_file(env_file)
        except (OSError, UnicodeError) as error:
            self.problems.append(f"{env_file} cannot be read ({type(error).__name__}): it must be text in UTF-8.")
            return {}

    def read(self, name: str, parse: Callable[[str], Any], where: str | None, *, default: T) -> Any:
        """The variable `name`, parsed. `where` it is found makes it one that must be set."""
        value = self._value(name)
        self.given[name] = value is not None
        if value is None:
            if where is not None:
                self.problems.append(f"{name} is not set{self._why(name)}: {where}.")
            return default
        try:
            return parse(value)
        except ValueError as error:
            # From None: the error's own text could hold what the parser was given.
            self.problems.append(f"{self._spelling(name)} {error}.")
            return default

    def discord(self) -> DiscordSettings:
        """Who the bot is, and where Discord is called."""
        id_, token = f"copy it from {_PORTAL} → General Information", f"copy it from {_PORTAL} → Bot → Reset Token"
        return DiscordSettings(
            application_id=self.read("DISCORD_APPLICATION_ID", _id, id_, default=0),
            bot_token=self.read("DISCORD_BOT_TOKEN", _token, token, default=Secret("")),
            guild_id=self.read("DISCORD_GUILD_ID", _id, None, default=None),
            api_url=self.read("DISCORD_API_URL", _url, None, default=DISCORD_API_URL),
        )

    def database_url(self) -> Secret:
        """DATABASE_URL, or the five parts that the old bot was given instead."""
        parts = {name: self._values.get(f"DB_{name}", "") for name in ("HOST", "PORT", "USER", "PASSWORD", "NAME")}
        if self._value("DATABASE_URL") is None and any(parts.values()):
            return self._assembled(parts)
        where = "give it the address of a PostgreSQL, postgresql://user:password@host:5432/name"
        url: Secret = self.read("DATABASE_URL", _postgres, where, default=Secret(""))
        return url

    def _assembled(self, parts: Mapping[str, str]) -> Secret:
        missing = [f"DB_{name}" for name in ("HOST", "USER", "NAME") if not parts[name]]
        self.given["DATABASE_URL"] = not missing
        if missing:
            self.problems.append(f"{' and '.join(missing)} must be set beside the other DB_ ones: or set DATABASE_URL.")
        host = f"[{parts['HOST']}]" if ":" in parts["HOST"] else parts["HOST"]
        user, password, name = (quote(parts[part], safe="") for part in ("USER", "PASSWORD", "NAME"))
        login = f"{user}:{password}" if password else user
        try:
            return _postgres(f"postgresql://{login}@{host}:{parts['PORT'] or 5432}/{name}")
        except ValueError:
            self.problems.append("DB_HOST must be a host's name or address, and DB_PORT a whole number to 65535.")
            return Secret("")

    def _value(self, name: str) -> str | None:
        return self._values.get(self._spelling(name))

    def _spelling(self, name: str) -> str:
        alias = _ALIASES.get(name, name)
        return alias if name not in self._values and alias in self._values else name

    def _why(self, name: str) -> str:
        import difflib

        if not self._hidden.isdisjoint((name, _ALIASES.get(name))):
            return " (it is empty in the environment, which hides what .env says)"
        close = difflib.get_close_matches(name, [each for each in self._values if each not in self.given], 1, 0.85)
        return f" (is {close[0]} meant to be it?)" if close else ""


def _read_file(env_file: Path | None) -> dict[str, str]:
    if env_file is None or not env_file.is_file():
        return {}
    import dotenv

    return {name: value or "" for name, value in dotenv.dotenv_values(env_file, interpolate=False).items()}


def _keys(text: str) -> tuple[bytes, ...]:
    try:
        keys = tuple(bytes.fromhex(part.strip()) for part in text.split(","))
    except ValueError:
        keys = ()
    if not keys or any(len(key) != 32 for key in keys):
        raise ValueError("must be 64 characters 0-9 and a-f, or several such separated by commas") from None
    return keys


def _id(text: str) -> int:
    if not (text.strip().isdecimal() and 0 < int(text) < 2**64):
        raise ValueError("must be a Discord id: a number of about 18 digits (right-click → Copy ID)")
    return int(text)


def _token(text: str) -> Secret:
    if any(character.isspace() for character in text.strip()) or text.startswith("Bot"):
        raise ValueError('must be the token alone, without spaces and without "Bot" before it')
    return Secret(text.strip())


def _url(text: str) -> str:
    if not (_is_address(text, "http", "https") and urlsplit(text).hostname):
        raise ValueError("must be an address that starts with https:// or http://")
    return text.rstrip("/")


def _postgres(text: str) -> Secret:
    if not _is_address(text, "postgresql", "postgres"):
        raise ValueError("must be an address like postgresql://user:password@host:5432/name")
    return Secret(text)


def _is_address(text: str, *schemes: str) -> bool:
    try:
        parts = urlsplit(text)
        is_one = parts.scheme in schemes and (parts.port is None or parts.port > 0)
    except ValueError:
        return False
    return is_one


def _port(text: str) -> int:
    if not (text.strip().isdecimal() and 0 < int(text) < 65536):
        raise ValueError("must be a port: a whole number from 1 to 65535")
    return int(text)


def _seconds(text: str) -> int:
    if not (text.strip().isdecimal() and int(text) > 0):
        raise ValueError("must be a whole number of seconds, 1 or more")
    return int(text)


def _yes_or_no(text: str) -> bool:
    if text.strip().lower() not in _YES:
        raise ValueError("must be on or off")
    return _YES[text.strip().lower()]


def _one_of(allowed: tuple[str, ...], normal: Callable[[str], str]) -> Callable[[str], str]:
    def parse(text: str) -> str:
        if normal(text.strip()) not in allowed:
            raise ValueError(f"must be one of {', '.join(allowed)}")
        return normal(text.strip())

    return parse
