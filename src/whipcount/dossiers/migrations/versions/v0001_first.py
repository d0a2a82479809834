"""The first schema: dossiers and their changes, reports, readings, statements, evidence, events."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make all tables."""

    op.create_table(
        "dossier",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.String(length=27), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dossier")),
    )
    op.create_table(
        "change",
        sa.Column("dossier", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.String(length=27), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("action", sa.String(length=32), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["dossier"], ["dossier.id"], name=op.f("fk_change_dossier")),
        sa.PrimaryKeyConstraint("dossier", "number", name=op.f("pk_change")),
    )
    op.create_index(op.f("ix_change_dossier_recorded_at"), "change", ["dossier", "recorded_at"], unique=False)
    op.create_table(
        "event",
        sa.Column("dossier", sa.String(length=64), nullable=False),
        sa.Column("change", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("doc", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["dossier", "change"], ["change.dossier", "change.number"], name=op.f("fk_event_dossier_change")
        ),
        sa.PrimaryKeyConstraint("dossier", "id", name=op.f("pk_event")),
    )
    op.create_index(op.f("ix_event_dossier_change"), "event", ["dossier", "change"], unique=False)
    op.create_table(
        "evidence",
        sa.Column("dossier", sa.String(length=64), nullable=False),
        sa.Column("change", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=160), nullable=False),
        sa.Column("member", sa.String(length=64), nullable=True),
        sa.Column("variant", sa.String(length=64), nullable=False),
        sa.Column("stance", sa.String(length=16), nullable=True),
        sa.Column("reported_on", sa.String(length=10), nullable=False),
        sa.Column("recorded_at", sa.String(length=27), nullable=False),
        sa.Column("human", sa.Integer(), nullable=False),
        sa.Column("coder", sa.Text(), nullable=False),
        sa.Column("statement", sa.String(length=64), nullable=True),
        sa.Column("report", sa.String(length=64), nullable=True),
        sa.Column("withdraws", sa.String(length=160), nullable=True),
        sa.Column("reading", sa.Integer(), nullable=True),
        sa.Column("doc", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["dossier", "change"], ["change.dossier", "change.number"], name=op.f("fk_evidence_dossier_change")
        ),
        sa.PrimaryKeyConstraint("dossier", "id", "change", name=op.f("pk_evidence")),
    )
    op.create_index(op.f("ix_evidence_dossier_change"), "evidence", ["dossier", "change"], unique=False)
    op.create_index(
        op.f("ix_evidence_dossier_member_reported_on"), "evidence", ["dossier", "member", "reported_on"], unique=False
    )
    op.create_index(op.f("ix_evidence_dossier_statement"), "evidence", ["dossier", "statement"], unique=False)
    op.create_index(op.f("ix_evidence_dossier_withdraws"), "evidence", ["dossier", "withdraws"], unique=False)
    op.create_table(
        "outline",
        sa.Column("dossier", sa.String(length=64), nullable=False),
        sa.Column("change", sa.Integer(), nullable=False),
        sa.Column("doc", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["dossier", "change"], ["change.dossier", "change.number"], name=op.f("fk_outline_dossier_change")
        ),
        sa.PrimaryKeyConstraint("dossier", "change", name=op.f("pk_outline")),
    )
    op.create_index(op.f("ix_outline_dossier_change"), "outline", ["dossier", "change"], unique=False)
    op.create_table(
        "reading",
        sa.Column("dossier", sa.String(length=64), nullable=False),
        sa.Column("change", sa.Integer(), nullable=False),
        sa.Column("report", sa.String(length=64), nullable=False),
        sa.Column("coder", sa.Text(), nullable=False),
        sa.Column("doc", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["dossier", "change"], ["change.dossier", "change.number"], name=op.f("fk_reading_dossier_change")
        ),
        sa.PrimaryKeyConstraint("dossier", "report", "change", name=op.f("pk_reading")),
    )
    op.create_index(op.f("ix_reading_dossier_change"), "reading", ["dossier", "change"], unique=False)
    op.create_table(
        "report",
        sa.Column("dossier", sa.String(length=64), nullable=False),
        sa.Column("change", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("publisher", sa.Text(), nullable=True),
        sa.Column("published_on", sa.String(length=10), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("doc", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["dossier", "change"], ["change.dossier", "change.number"], name=op.f("fk_report_dossier_change")
        ),
        sa.PrimaryKeyConstraint("dossier", "sha256", name=op.f("pk_report")),
    )
    op.create_index(op.f("ix_report_dossier_change"), "report", ["dossier", "change"], unique=False)
    op.create_index(
        op.f("ix_report_dossier_published_on_sha256"), "report", ["dossier", "published_on", "sha256"], unique=False
    )
    op.create_table(
        "statement",
        sa.Column("dossier", sa.String(length=64), nullable=False),
        sa.Column("change", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("report", sa.String(length=64), nullable=False),
        sa.Column("reported_on", sa.String(length=10), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("actor", sa.String(length=64), nullable=True),
        sa.Column("speaker", sa.Text(), nullable=True),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("cue", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("doc", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["dossier", "change"], ["change.dossier", "change.number"], name=op.f("fk_statement_dossier_change")
        ),
        sa.PrimaryKeyConstraint("dossier", "id", "change", name=op.f("pk_statement")),
    )
    op.create_index(
        op.f("ix_statement_dossier_actor_reported_on_id"),
        "statement",
        ["dossier", "actor", "reported_on", "id"],
        unique=False,
    )
    op.create_index(op.f("ix_statement_dossier_change"), "statement", ["dossier", "change"], unique=False)
    op.create_index(
        op.f("ix_statement_dossier_report_start"), "statement", ["dossier", "report", "start"], unique=False
    )
    op.create_index(
        op.f("ix_statement_dossier_reported_on_id"), "statement", ["dossier", "reported_on", "id"], unique=False
    )
    # ### end Alembic commands ###
