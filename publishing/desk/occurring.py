"""Say in SQL that a word occurs in a text, the fast way of each database; find nothing.

Over 50,000 texts SQLite's LIKE takes as long for every word, and its `instr` twice as
long for words that begin with a common byte, as most Chinese ones do. PostgreSQL is the
other way round: LIKE takes three times as long for these, `strpos` does not.
"""

from typing import Any

from sqlalchemy import Boolean, ColumnElement, literal
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

_ESCAPE = "/"


class _Occurs(FunctionElement[bool]):
    """Be the condition; its clauses are the text, the word and the word's pattern."""

    inherit_cache = True
    name = "occurs"
    type = Boolean()


def occurs(text: Any, word: str) -> ColumnElement[bool]:  # noqa: ANN401 - any column of text
    """Return the condition that a word occurs in a text.

    Both must be folded alike: whether case matters is not the same everywhere.
    """
    plain = word
    for sign in (_ESCAPE, "%", "_"):
        plain = plain.replace(sign, f"{_ESCAPE}{sign}")
    return _Occurs(text, literal(word), literal(f"%{plain}%"))


@compiles(_Occurs)
def _like(condition: _Occurs, compiler: SQLCompiler, **kw: Any) -> str:  # noqa: ANN401 - SQLAlchemy's own
    text, _, pattern = condition.clauses
    told, like = compiler.process(text, **kw), compiler.process(pattern, **kw)
    return f"({told} LIKE {like} ESCAPE '{_ESCAPE}')"


@compiles(_Occurs, "postgresql")
def _strpos(condition: _Occurs, compiler: SQLCompiler, **kw: Any) -> str:  # noqa: ANN401 - SQLAlchemy's own
    text, word, _ = condition.clauses
    told, sought = compiler.process(text, **kw), compiler.process(word, **kw)
    return f"(strpos({told}, {sought}) > 0)"
