"""Be what Alembic runs: migrate on the connection that `upgrading` hands over."""

from alembic import context

from publishing.migrations.models import METADATA
from publishing.migrations.upgrading import CONNECTION

context.configure(
    connection=context.config.attributes[CONNECTION],
    target_metadata=METADATA,
    render_as_batch=True,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
