"""The record of forecasts: one sealed row each."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "forecast",
        sa.Column("dossier", sa.String(length=64), nullable=False),
        sa.Column("change", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("as_of", sa.String(length=10), nullable=False),
        sa.Column("target", sa.String(length=10), nullable=True),
        sa.Column("doc", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["dossier", "change"], ["change.dossier", "change.number"], name=op.f("fk_forecast_dossier_change")
        ),
        sa.PrimaryKeyConstraint("dossier", "change", name=op.f("pk_forecast")),
    )
    op.create_index(op.f("ix_forecast_dossier_change"), "forecast", ["dossier", "change"], unique=False)
