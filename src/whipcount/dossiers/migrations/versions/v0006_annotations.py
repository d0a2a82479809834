"""What people note on reports, statements, records and members: one row an entry."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "annotation",
        sa.Column("dossier", sa.String(length=64), nullable=False),
        sa.Column("change", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("about", sa.String(length=16), nullable=False),
        sa.Column("target", sa.String(length=160), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("withdraws", sa.String(length=64), nullable=True),
        sa.Column("doc", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["dossier", "change"], ["change.dossier", "change.number"], name=op.f("fk_annotation_dossier_change")
        ),
        sa.PrimaryKeyConstraint("dossier", "id", name=op.f("pk_annotation")),
    )
    for columns in (("change",), ("about", "target"), ("withdraws",)):
        name = "_".join(("ix_annotation_dossier", *columns))
        op.create_index(op.f(name), "annotation", ["dossier", *columns], unique=False)
