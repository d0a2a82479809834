"""Evidence in the order of its days: an index, so that the whole of it is read without sorting."""

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the index."""
    op.create_index(
        op.f("ix_evidence_dossier_reported_on_id"), "evidence", ["dossier", "reported_on", "id"], unique=False
    )
