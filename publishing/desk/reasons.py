"""Say what counts as a reason that a drafter gives; hold no reason itself."""

from typing import Annotated

from pydantic import BeforeValidator, StringConstraints

from publishing.cleaning import clean_line

LEAST_REASON = 4
"""Characters of a reason that says something."""
MOST_REASON = 200


def _one_line(value: object) -> object:
    return clean_line(value) if isinstance(value, str) else value


OneLine = Annotated[str, BeforeValidator(_one_line)]
"""Text on one line, cleaned before its length is asked for."""

Reason = Annotated[
    OneLine, StringConstraints(min_length=LEAST_REASON, max_length=MOST_REASON)
]
"""Why something is shown although it was found fault with."""
