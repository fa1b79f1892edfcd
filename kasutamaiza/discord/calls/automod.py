"""Calls about the rules of AutoMod, which sees every message where we see none."""

from collections.abc import Sequence

from msgspec import UNSET, UnsetType, to_builtins

from kasutamaiza.discord.automod import ActionMetadata, AutoModAction, AutoModRule, NewAutoModRule, TriggerMetadata
from kasutamaiza.discord.calls.asks import Asks, given, texts, written
from kasutamaiza.discord.snowflake import AutoModRuleId, ChannelId, GuildId, RoleId

_RULES = "/guilds/{guild}/auto-moderation/rules"
_RULE = _RULES + "/{rule}"


class AutoModCalls(Asks):
    """AutoMod's rules. All need MANAGE_GUILD, and MODERATE_MEMBERS for those that time somebody out."""

    async def automod_rules(self, guild: GuildId) -> list[AutoModRule]:
        """A server's rules.

        Source: https://docs.discord.com/developers/resources/auto-moderation#list-auto-moderation-rules-for-guild
        """
        return await self._read(list[AutoModRule], "GET", _RULES, guild=guild)

    async def automod_rule(self, guild: GuildId, rule: AutoModRuleId) -> AutoModRule:
        """One rule. 404: it is gone.

        Source: https://docs.discord.com/developers/resources/auto-moderation#get-auto-moderation-rule
        """
        return await self._read(AutoModRule, "GET", _RULE, guild=guild, rule=rule)

    async def create_automod_rule(
        self, guild: GuildId, rule: NewAutoModRule, *, reason: str | None = None
    ) -> AutoModRule:
        """Make a rule. 400 names what of it is refused, too many of its kind among it.

        Source: https://docs.discord.com/developers/resources/auto-moderation#create-auto-moderation-rule
        """
        body = {
            "name": rule.name,
            "trigger_type": int(rule.trigger_type),
            "event_type": int(rule.event_type),
            "trigger_metadata": to_builtins(rule.trigger_metadata),
            "actions": _actions(rule.actions),
            "enabled": rule.enabled,
            "exempt_roles": texts(rule.exempt_roles),
            "exempt_channels": texts(rule.exempt_channels),
        }
        return await self._read(AutoModRule, "POST", _RULES, body=body, reason=reason, guild=guild)

    async def edit_automod_rule(
        self,
        guild: GuildId,
        rule: AutoModRuleId,
        *,
        name: str | UnsetType = UNSET,
        trigger_metadata: TriggerMetadata | UnsetType = UNSET,
        actions: Sequence[AutoModAction] | UnsetType = UNSET,
        enabled: bool | UnsetType = UNSET,
        exempt_roles: Sequence[RoleId] | UnsetType = UNSET,
        exempt_channels: Sequence[ChannelId] | UnsetType = UNSET,
        reason: str | None = None,
    ) -> AutoModRule:
        """Change what is told of a rule, and leave the rest; what it looks for stays of its kind.

        Source: https://docs.discord.com/developers/resources/auto-moderation#modify-auto-moderation-rule
        """
        body = given(
            name=name,
            trigger_metadata=written(trigger_metadata, to_builtins),
            actions=written(actions, _actions),
            enabled=enabled,
            exempt_roles=written(exempt_roles, texts),
            exempt_channels=written(exempt_channels, texts),
        )
        return await self._read(AutoModRule, "PATCH", _RULE, body=body, reason=reason, guild=guild, rule=rule)

    async def delete_automod_rule(self, guild: GuildId, rule: AutoModRuleId, *, reason: str | None = None) -> None:
        """Take a rule away.

        Source: https://docs.discord.com/developers/resources/auto-moderation#delete-auto-moderation-rule
        """
        await self._rest.call("DELETE", _RULE, reason=reason, guild=guild, rule=rule)


def _actions(actions: Sequence[AutoModAction]) -> list[dict[str, object]]:
    return [given(type=int(each.type), metadata=_metadata(each.metadata)) for each in actions]


def _metadata(metadata: ActionMetadata | None) -> object:
    if metadata is None:
        return UNSET
    told: dict[str, object] = to_builtins(metadata)
    return told if metadata.channel_id is None else told | {"channel_id": str(metadata.channel_id)}
