"""Discord's REST API, version 10, as far as bots without a gateway need it."""
