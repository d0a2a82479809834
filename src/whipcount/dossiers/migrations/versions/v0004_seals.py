"""The ledger: a seal a change; what is there already is sealed once the schema is the present one."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "seal",
        sa.Column("dossier", sa.String(length=64), nullable=False),
        sa.Column("change", sa.Integer(), nullable=False),
        sa.Column("seal", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["dossier", "change"], ["change.dossier", "change.number"], name=op.f("fk_seal_dossier_change")
        ),
        sa.PrimaryKeyConstraint("dossier", "change", name=op.f("pk_seal")),
    )
