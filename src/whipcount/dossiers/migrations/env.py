"""What Alembic runs: the steps, on the connection that the store hands over."""

from alembic import context

from whipcount.dossiers.tables import metadata

config = getattr(context, "config", None)
if config is not None:  # else somebody only imports this module, outside a migration
    context.configure(
        connection=config.attributes["connection"],
        target_metadata=metadata,
        transactional_ddl=True,
        render_as_batch=True,
    )
    context.run_migrations()
