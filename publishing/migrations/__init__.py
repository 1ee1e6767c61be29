"""Bring a database's schema up to date; the tables themselves lie in `tables`."""

from publishing.migrations.upgrading import upgrade

__all__ = ["upgrade"]
