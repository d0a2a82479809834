"""Reports that people date anew or take out: one row an edit."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "report_edit",
        sa.Column("dossier", sa.String(length=64), nullable=False),
        sa.Column("change", sa.Integer(), nullable=False),
        sa.Column("report", sa.String(length=64), nullable=False),
        sa.Column("published_on", sa.String(length=10), nullable=True),
        sa.Column("removed", sa.Integer(), nullable=False),
        sa.Column("doc", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["dossier", "change"], ["change.dossier", "change.number"], name=op.f("fk_report_edit_dossier_change")
        ),
        sa.PrimaryKeyConstraint("dossier", "report", "change", name=op.f("pk_report_edit")),
    )
    op.create_index(op.f("ix_report_edit_dossier_change"), "report_edit", ["dossier", "change"], unique=False)
