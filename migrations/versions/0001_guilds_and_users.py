"""guilds and users."""

from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    op.execute("""
        CREATE TABLE guilds (
            id bigint PRIMARY KEY,
            name text,
            authorized_at timestamptz NOT NULL DEFAULT now(),
            left_at timestamptz
        )
    """)
    op.execute(
        "COMMENT ON TABLE guilds IS 'The Discord servers that we were added to, and those we were removed from.'"
    )
    op.execute("COMMENT ON COLUMN guilds.id IS 'Discord''s id of the server.'")
    op.execute("COMMENT ON COLUMN guilds.name IS 'Its name when we last heard it; null when we never did.'")
    op.execute("COMMENT ON COLUMN guilds.authorized_at IS 'When we were last added.'")
    op.execute("COMMENT ON COLUMN guilds.left_at IS 'When we were removed; null while we are there.'")
    op.execute("""
        CREATE TABLE users (
            id bigint PRIMARY KEY,
            name text NOT NULL,
            created_at timestamptz NOT NULL DEFAULT now()
        )
    """)
    op.execute("COMMENT ON TABLE users IS 'The people whom some other table speaks of.'")
    op.execute("COMMENT ON COLUMN users.id IS 'Discord''s id of the person.'")
    op.execute("COMMENT ON COLUMN users.name IS 'Their user name when we last heard it.'")
    op.execute("COMMENT ON COLUMN users.created_at IS 'When we first met them, not when they joined Discord.'")


def downgrade() -> None:
    raise RuntimeError("Migrations go forward only: write the next one.")
