"""PostgreSQL: a pool that connects when it is first needed, and transactions. Knows no table."""

from kasutamaiza.storage.away import DatabaseAway
from kasutamaiza.storage.connection import Connection, Row
from kasutamaiza.storage.pool import Database, PoolUse

__all__ = ["Connection", "Database", "DatabaseAway", "PoolUse", "Row"]
