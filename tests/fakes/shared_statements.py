"""Let all SQLite engines of a test process share what was compiled for one of them."""

from sqlalchemy import URL, Engine, create_engine

from publishing import database

_first: dict[str, Engine] = {}
_compiled: dict[object, object] = {}


def sharing_engine(address: str | URL, **asked: bool) -> Engine:
    """Return an engine that has nothing to compile which another one has compiled.

    A program opens one database and compiles each statement once; a test process opens
    one for each test, and compiled the same statements for a fifth of its time. The
    dialect is part of the key under which SQLAlchemy keeps them, so it is shared too.
    """
    engine = create_engine(address, **asked)
    if engine.dialect.name != "sqlite":
        return engine
    engine.dialect = _first.setdefault(engine.dialect.name, engine).dialect
    engine.update_execution_options(compiled_cache=_compiled)
    return engine


def share_statements() -> None:
    """Have `publishing.database` open its databases so from now on."""
    vars(database)["create_engine"] = sharing_engine
