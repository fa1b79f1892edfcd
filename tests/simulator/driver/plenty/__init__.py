"""The bot's own commands, and some more, so that its help has two pages."""

import commands

__path__ = [*__path__, *commands.__path__]
