"""The calls we make to Discord, each by its own name.

httpx is imported at the first call, not before: it takes longer to import than all of the front door.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from msgspec import DecodeError, Struct, json

from kasutamaiza.discord.errors import DiscordError, Forbidden, NotFound, Unavailable
from kasutamaiza.discord.interaction import Interaction
from kasutamaiza.discord.snowflake import GuildId
from kasutamaiza.ui import Upload

if TYPE_CHECKING:
    from httpx import AsyncClient, Response

JSON = {"content-type": "application/json"}


class _Said(Struct):
    """What an error's body says of itself; any of it may be missing."""

    message: str = ""
    code: int = 0
    retry_after: float | None = None


class _PartialGuild(Struct):
    id: GuildId
    permissions: int = 0


_read_error = json.Decoder(_Said).decode
_read_guilds = json.Decoder(list[_PartialGuild], strict=False).decode


class Client:
    """Discord's REST API for one bot. Calls raise `DiscordError`; close it with `aclose` when done.

    `bot_token` may be missing: what belongs to an interaction is done with the interaction's own token.
    """

    def __init__(self, api_url: str, *, bot_token: str | None, user_agent: str) -> None:
        self._api_url = api_url.rstrip("/")
        self._bot_token = bot_token
        self._user_agent = user_agent
        self._http: AsyncClient | None = None

    async def edit_original(self, interaction: Interaction, message: bytes, files: Sequence[Upload] = ()) -> None:
        """Make the interaction's first answer this message (encoded JSON), with the files that it speaks of by number.

        Source: https://docs.discord.com/developers/interactions/receiving-and-responding#edit-original-interaction-response
        """
        await self._call("PATCH", f"{_webhook(interaction)}/messages/@original", content=message, files=files)

    async def delete_original(self, interaction: Interaction) -> None:
        """Take the interaction's first answer away."""
        await self._call("DELETE", f"{_webhook(interaction)}/messages/@original")

    async def create_followup(self, interaction: Interaction, message: bytes, files: Sequence[Upload] = ()) -> None:
        """Answer the interaction once more, with another message (encoded JSON) and its files."""
        await self._call("POST", _webhook(interaction), content=message, files=files)

    async def own_permissions(self, guild: GuildId) -> int | None:
        """What we may do in a server, before any channel's overwrites; None when we are not in it. Needs the bot token.

        Source: https://docs.discord.com/developers/resources/user#get-current-user-guilds
        """
        found = await self._call("GET", f"/users/@me/guilds?limit=1&after={guild - 1}", as_bot=True)
        try:
            return next((each.permissions for each in _read_guilds(found) if each.id == guild), None)
        except (DecodeError, ValueError, RecursionError) as error:
            raise DiscordError("GET /users/@me/guilds", status=200, message="not what Discord answers") from error

    async def aclose(self) -> None:
        if self._http is not None:
            await self._http.aclose()

    async def _call(
        self,
        method: str,
        path: str,
        *,
        content: bytes | None = None,
        files: Sequence[Upload] = (),
        as_bot: bool = False,
    ) -> bytes:
        import httpx

        # The path as people may read it: an interaction's token is the key to its answer for 15 minutes.
        call = f"{method} {path.split('/webhooks/')[0] or '/webhooks/…'}"
        headers = {"authorization": f"Bot {self._bot_token}"} if as_bot else {}
        body: dict[str, Any] = {"files": _parts(content, files)} if files else {"content": content}
        if content is not None and not files:
            headers |= JSON
        try:
            response = await self._client().request(method, self._api_url + path, headers=headers, **body)
        except httpx.HTTPError as error:
            left = not isinstance(error, (httpx.ConnectError, httpx.ConnectTimeout))
            raise Unavailable(call, status=0, message=type(error).__name__, may_be_done=left) from error
        if response.is_success:
            return response.content
        raise _error(call, response)

    def _client(self) -> "AsyncClient":
        import httpx

        if self._http is None:
            self._http = httpx.AsyncClient(headers={"user-agent": self._user_agent}, timeout=httpx.Timeout(10))
        return self._http


def _webhook(interaction: Interaction) -> str:
    return f"/webhooks/{interaction.application_id}/{interaction.token}"


def _parts(message: bytes | None, files: Sequence[Upload]) -> list[tuple[str, tuple[str | None, bytes, str]]]:
    """A message and its files as the parts of a form.

    Source: https://docs.discord.com/developers/reference#uploading-files
    """
    # Discord goes by the file's name; a type that it could disagree with says nothing more.
    parts = [(f"files[{n}]", (file.filename, file.content, "application/octet-stream")) for n, file in enumerate(files)]
    return [("payload_json", (None, message or b"{}", "application/json")), *parts]


def _error(call: str, response: "Response") -> DiscordError:
    try:
        said = _read_error(response.content)
    except (DecodeError, ValueError, RecursionError):
        said = _Said()  # a proxy in between speaks HTML
    status = response.status_code
    facts: dict[str, Any] = {"status": status, "code": said.code, "message": said.message}
    if status == 429 or status >= 500:
        header = response.headers.get("retry-after", "")
        told = said.retry_after if said.retry_after is not None else float(header) if header.isdecimal() else None
        return Unavailable(call, retry_after=told, may_be_done=status != 429, **facts)
    return {403: Forbidden, 404: NotFound}.get(status, DiscordError)(call, **facts)
