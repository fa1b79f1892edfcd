"""The application that we are, as Discord knows it, and who may use its commands where."""

from msgspec import Struct

from kasutamaiza.discord.person import User
from kasutamaiza.discord.snowflake import ApplicationId, GuildId, Snowflake


class Application(Struct, frozen=True, kw_only=True, gc=False):
    """An application. `verify_key` is the public key, in hexadecimal, that its interactions are signed with.

    `interactions_endpoint_url` is where Discord sends interactions, None when nowhere is set. Of events it sends
    `event_webhooks_types` to `event_webhooks_url`, while `event_webhooks_status` is 2 (1: switched off, 3: switched off
    by Discord). `flags` tell, among others, which privileged intents it has. What can be installed by whom says
    `integration_types_config`, by the kind of installation: "0" a server's, "1" a user's. `owner` is not told of one
    that a team has.
    Source: https://docs.discord.com/developers/resources/application#application-object
    """

    id: ApplicationId
    name: str
    verify_key: str
    description: str = ""
    bot: User | None = None
    owner: User | None = None
    bot_public: bool = True
    bot_require_code_grant: bool = False
    flags: int = 0
    interactions_endpoint_url: str | None = None
    event_webhooks_url: str | None = None
    event_webhooks_status: int = 1
    event_webhooks_types: list[str] = []
    integration_types_config: dict[str, object] = {}
    custom_install_url: str | None = None
    terms_of_service_url: str | None = None
    privacy_policy_url: str | None = None
    approximate_guild_count: int | None = None
    approximate_user_install_count: int | None = None


class CommandPermission(Struct, frozen=True, kw_only=True, gc=False):
    """Whether a role (type 1), a member (2) or a channel (3), whose `id` it bears, may use a command.

    The server's own id stands for everyone in it, one less for all its channels.
    Source: https://docs.discord.com/developers/interactions/application-commands#application-command-permissions-object
    """

    id: Snowflake
    type: int
    permission: bool


class CommandPermissions(Struct, frozen=True, kw_only=True, gc=False):
    """What a server says of a command of ours; of all of them, where `id` is the application's."""

    id: Snowflake
    application_id: ApplicationId
    guild_id: GuildId
    permissions: list[CommandPermission] = []
