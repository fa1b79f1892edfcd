"""What every process of ours begins with: its settings, its log, and where its faults are told."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from kasutamaiza import __version__, logs
from kasutamaiza.settings import Settings, WrongSettings, load

if TYPE_CHECKING:
    from kasutamaiza.sentry import Sentry


def begin(
    environ: Mapping[str, str], env_file: Path, *, context: Callable[[], Mapping[str, object]] = dict
) -> "tuple[Settings, Sentry | None]":
    """The settings, with the log set up by them, and Sentry when there is an address for it. Raises `WrongSettings`.

    `context` is that of `logs.configure`.
    """
    settings = load(environ, env_file)
    known = [settings.bot_token, settings.database_url, settings.direct_database_url, settings.sentry_dsn]
    secrets = [secret.reveal() for secret in known if secret]
    sentry = None
    if settings.sentry_dsn is not None:
        from kasutamaiza.sentry import Sentry

        sentry = Sentry(settings.sentry_dsn.reveal(), release=__version__, redact=logs.Redactor(secrets))
    try:
        logs.configure(
            settings.log_level,
            settings.log_format,
            settings.log_dir,
            secrets,
            context=context,
            faults=sentry.report if sentry else None,
        )
    except OSError as error:
        raise WrongSettings([f"LOG_DIR cannot be written to ({error.strerror}): choose another folder."]) from error
    return settings, sentry
