"""custom ids and cooldowns."""

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.execute("""
        CREATE TABLE custom_ids (
            custom_id text PRIMARY KEY,
            record text NOT NULL,
            expires_at timestamptz NOT NULL
        )
    """)
    op.execute("CREATE INDEX custom_ids_expires_at ON custom_ids (expires_at)")
    op.execute(
        "COMMENT ON TABLE custom_ids IS"
        " 'What a button or a menu remembers, where it is more than Discord''s 100 characters hold.'"
    )
    op.execute(
        "COMMENT ON COLUMN custom_ids.custom_id IS 'What Discord keeps instead: a tag, and the record''s digest.'"
    )
    op.execute("COMMENT ON COLUMN custom_ids.record IS 'The record, as JSON text that only its own type reads.'")
    op.execute("COMMENT ON COLUMN custom_ids.expires_at IS 'From when on it is forgotten; later each time it is sent.'")
    # Unlogged: it is written at nearly every use of a command with a cooldown, and needs no write-ahead log for it. A
    # crash of the server empties the table, and then everybody may use everything once more: nothing is lost by that.
    op.execute("""
        CREATE UNLOGGED TABLE cooldowns (
            key text PRIMARY KEY,
            uses int NOT NULL,
            ends_at timestamptz NOT NULL
        )
    """)
    op.execute("CREATE INDEX cooldowns_ends_at ON cooldowns (ends_at)")
    op.execute("COMMENT ON TABLE cooldowns IS 'How often what has a cooldown was used of late. A crash empties it.'")
    op.execute("COMMENT ON COLUMN cooldowns.key IS 'For whom it is counted, and the handler.'")
    op.execute(
        "COMMENT ON COLUMN cooldowns.uses IS 'Uses since the first; one more than allowed when one was refused.'"
    )
    op.execute("COMMENT ON COLUMN cooldowns.ends_at IS 'From when on the count begins anew.'")


def downgrade() -> None:
    raise RuntimeError("Migrations go forward only: write the next one.")
