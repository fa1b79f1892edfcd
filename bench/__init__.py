"""The benchmark room: the bot measured beside a bare server that does only what nobody can avoid."""
