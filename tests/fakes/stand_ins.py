"""Stand in for the use cases of one county after another.

Building the staff API takes a second, which no test of it is about: it is built once
over these, and each test says whose they are.
"""

from dataclasses import dataclass
from typing import Any, cast

from publishing.services import UseCases
from publishing.staff_api.access import Access


@dataclass(slots=True)
class Standing:
    """Be where a test says which county is meant."""

    cases: UseCases | None = None

    def standing_in(self) -> UseCases:
        """Return what is used as the use cases of whichever county it is then."""
        return cast("UseCases", _Cases(self))

    def access(self) -> Access:
        """Return the way in of whichever county it is then."""
        cases = self.standing_in()
        return Access(cases.sessions, cases.looks)


@dataclass(frozen=True, slots=True)
class _Cases:
    _standing: Standing

    def __getattr__(self, name: str) -> "_Case":
        return _Case(self._standing, name)


@dataclass(frozen=True, slots=True)
class _Case:
    _standing: Standing
    _name: str

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the use case has
        return getattr(getattr(self._standing.cases, self._name), name)
