"""Count a year's requests for the annual report; numbers only, pure."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from publishing.requests.views import is_late
from publishing.tables.requests import (
    ApplicantKind,
    DisclosureRequest,
    RequestOutcome,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class YearFigures:
    """Be the numbers that the annual report asks for (条例, art. 50)."""

    year: int
    carried_in: int
    """Came before the year and were open at its beginning."""
    received: Mapping[ApplicantKind, int]
    outcomes: Mapping[RequestOutcome, int]
    """Answered in the year, by what became of them."""
    completed: int
    """Had to be completed, of those answered."""
    prolonged: int
    late: int
    """Answered after the last day."""
    carried_out: int
    """Open at the end of the year, or today."""


def figures_of(rows: Iterable[DisclosureRequest], year: int) -> YearFigures:
    """Return the numbers of a year; they add up: in and received, answered and out."""
    known = [row for row in rows if row.received_on.year <= year]
    known = [row for row in known if _closed_in(row) >= year]
    answered = [row for row in known if _closed_in(row) == year]
    new = [row for row in known if row.received_on.year == year]
    kinds = Counter(row.applicant_kind for row in new)
    outcomes = Counter(row.outcome for row in answered)
    return YearFigures(
        year=year,
        carried_in=len(known) - len(new),
        received={kind: kinds[kind] for kind in ApplicantKind},
        outcomes={outcome: outcomes[outcome] for outcome in RequestOutcome},
        completed=sum(row.notice_on is not None for row in answered),
        prolonged=sum(row.prolonged_on is not None for row in answered),
        late=sum(is_late(row.closed_on, row.answer_by) for row in answered),
        carried_out=len(known) - len(answered),
    )


def _closed_in(row: DisclosureRequest) -> float:
    return float("inf") if row.closed_on is None else row.closed_on.year
