"""Be an issue and a line of the catalogue as they stand on a day; it reads no rows."""

from dataclasses import dataclass
from datetime import date

from programme.period import Frequency, Period
from publishing.catalogue.due_rows import standing_of
from publishing.catalogue.dues import ONCE_ON, state_of
from publishing.catalogue.entry_lines import EntryView
from publishing.tables.catalogue import CatalogueDueRow, DueState

_ORDER = list(DueState)


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """Be one issue that a unit owes, as it stands."""

    period_starts_on: date | None
    """None: it is owed once."""
    label: str
    """哪一期."""
    state: DueState
    target_on: date | None
    legal_on: date | None
    provisional: bool
    published_on: date | None
    disclosure: str | None

    @property
    def last_on(self) -> date | None:
        """Return the last lawful day."""
        return self.legal_on or self.target_on


@dataclass(frozen=True, slots=True, kw_only=True)
class LineStanding:
    """Be one line of a unit's catalogue with all its issues, the newest first."""

    entry: EntryView
    issues: tuple[Issue, ...]

    @property
    def pressing(self) -> Issue | None:
        """Return the issue that needs somebody first; else the newest."""
        open_ones = [one for one in self.issues if one.published_on is None]
        return min(
            open_ones or self.issues[:1],
            key=lambda one: (_ORDER.index(one.state), one.last_on or date.max),
            default=None,
        )

    @property
    def state(self) -> DueState | None:
        """Return how the line stands; None: nothing is owed by the calendar."""
        return self.pressing.state if self.pressing else None

    @property
    def missing(self) -> int:
        """Return how many of its issues are missing."""
        return sum(one.state is DueState.MISSING for one in self.issues)


def issue_of(row: CatalogueDueRow, today: date) -> Issue:
    """Return one issue as it stands on a day."""
    once = row.period_starts_on == ONCE_ON
    return Issue(
        period_starts_on=None if once else row.period_starts_on,
        label=label_of(row.frequency, row.period_starts_on, row.period_ends_on),
        state=state_of(standing_of(row), today),
        target_on=row.target_on,
        legal_on=row.legal_on,
        provisional=row.provisional,
        published_on=row.published_on,
        disclosure=row.disclosure_id,
    )


def label_of(frequency: Frequency, starts_on: date, ends_on: date) -> str:
    """Return what people call the period of an issue."""
    if frequency.months is None:
        return frequency.label
    return Period(starts_on=starts_on, ends_on=ends_on).label
