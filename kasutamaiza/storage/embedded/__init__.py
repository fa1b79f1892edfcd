"""A PostgreSQL of our own, for development and tests: it starts with its first user and stops after its last."""

from kasutamaiza.storage.embedded.failed import EmbeddedPostgresFailed
from kasutamaiza.storage.embedded.server import EmbeddedPostgres

__all__ = ["EmbeddedPostgres", "EmbeddedPostgresFailed"]
