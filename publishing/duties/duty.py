"""Say what a duty is and which of several is the worst; pure, it reads no rows.

Nothing here blocks an act: a duty that is late is said aloud, and can still be done
(REQ-8).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from programme.boards import Board
from programme.workdays import Workdays

SOON_WORKDAYS = 5
"""What is due within so many working days is near."""
_DAY = timedelta(days=1)


class DutyKind(StrEnum):
    """Say what there is to do; `look/admin/words.toml` names each."""

    APPROVE = "approve"
    REVIEW = "review"
    CONFIRM = "confirm"
    """A withdrawal that a second person must confirm."""
    REMOVE = "remove"
    """Everything that names one person, to be taken down by a second person's word."""
    DIRECTORY = "directory"
    """A state of the service directory that a second person publishes."""
    COUNTERSIGN = "countersign"
    """An emergency notice, or a stop, that a second person must sign at once."""
    UNSEAL = "unseal"
    """A notice that one person issued alone, to be looked at afterwards."""
    ROUTE = "route"
    """A resident's question that no section has yet (REQ-51)."""
    ANSWER = "answer"
    """A resident's question that the section in charge answers."""
    APPROVE_REPLY = "approve_reply"
    """A reply that a second person must sign."""
    FOLLOW_UP = "follow_up"
    """What a reply promised is looked at again (REQ-52)."""
    REQUEST = "request"
    """A request for disclosure that waits for its answer (REQ-55)."""
    SIGN = "sign"
    """A village's own step that a clerk of the township enters for it (REQ-12)."""
    ATTEST = "attest"
    """A signed form whose scan wants another clerk's word (REQ-12)."""
    RETURNED = "returned"
    WRITE = "write"
    PUBLISH = "publish"
    """It must be out by a day; whose turn it is, its words say."""
    SECRECY = "secrecy"
    SHORTFALL = "shortfall"
    """Coverage fell short where only a person may decide what follows."""
    SHORT_TODAY = "short_today"
    """It falls short today; there is time to mend it."""
    CHANGE = "change"
    """Dates were counted anew; somebody should look at them."""
    COMMENT = "comment"
    """A colleague's comment that the drafter has not settled."""
    PERIODIC = "periodic"
    """The next periodic issue of a catalogue entry (REQ-7)."""
    STAGE = "stage"
    """A stage of a staged matter was reached, or is expected (REQ-9)."""
    REPLACED = "replaced"
    """The next period's issue is out, and this one still hangs."""
    FILE = "file"
    """The office decides whether something is filed and not shown (REQ-10)."""
    REVIEW_DATE = "review_date"
    """What was "not now" is to be looked at again (REQ-9)."""
    WINDOW_ENDS = "window_ends"
    KEYS = "keys"
    """A signature ends soon, or the list of people waits for offline keys."""
    BACKUP = "backup"
    """No good backup of late: a disk that fails now takes everything with it."""
    HOLDINGS = "holdings"
    """A file of the centre is damaged or missing, and there is no whole copy."""


SIGNING = frozenset({DutyKind.APPROVE, DutyKind.REVIEW, DutyKind.SIGN})
"""What is done at the approval desk."""


class Urgency(StrEnum):
    """Say how pressing a duty is, the worst first."""

    OVERDUE = "overdue"
    """Its last deadline has passed."""
    LATE = "late"
    """Its target has passed, the legal deadline has not."""
    TODAY = "today"
    SOON = "soon"
    OPEN = "open"
    """No rule names a day."""
    LATER = "later"


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """Be the days by which something is to be done."""

    target_on: date
    """The last day in good time."""
    legal_on: date | None = None
    """The last lawful day, where a rule names one of its own."""
    provisional: bool = False
    """Whether a coming notice may still move the target (暂定)."""
    legal_provisional: bool = False
    """Whether it may still move the legal day."""

    @property
    def last_on(self) -> date:
        """Return the day after which it is overdue."""
        return self.legal_on or self.target_on


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """Be one thing that waits; of one kind and subject there is one for a person."""

    kind: DutyKind
    subject: str
    """The id of the row that it is about."""
    title: str
    unit: str
    unit_name: str
    link: str
    """Where it is done, below the staff's pages."""
    mine: bool
    """Whether the person can do it now; else it waits for others of their units."""
    for_everyone: bool = False
    """Whether its title may leave the house, onto a telephone (REQ-20)."""
    due: Due | None = None
    board: Board | None = None
    about: str = ""
    """One sentence more: why it came back, who asked."""
    others: tuple[str, ...] = ()
    """Who else can do it now, by name."""

    @property
    def key(self) -> str:
        """Return the name under which reminders and calendars know it."""
        return f"{self.kind.value}:{self.subject}"

    @property
    def ends(self) -> bool:
        """Say whether its day is the end of a window and no deadline."""
        return self.kind is DutyKind.WINDOW_ENDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """Be a duty as it stands on a day."""

    duty: Duty
    urgency: Urgency
    late_days: int = 0
    """Working days beyond the target; 0 while there is time."""

    @property
    def late(self) -> bool:
        """Say whether a deadline has passed."""
        return self.urgency in {Urgency.OVERDUE, Urgency.LATE}

    @property
    def due_on(self) -> date | None:
        """Return the next day that counts: the target, once it is past the legal."""
        due = self.duty.due
        if due is None:
            return None
        return due.last_on if self.late else due.target_on


def ranked(
    duties: Iterable[Duty], *, on: date, workdays: Workdays
) -> tuple[Ranked, ...]:
    """Return duties as they stand on a day, the worst first, each once."""
    each: dict[str, Duty] = {}
    for duty in duties:
        each.setdefault(duty.key, duty)
    soon = workdays.nth_after(on, SOON_WORKDAYS).on
    late = _Late(on, workdays)
    found = [
        Ranked(
            duty=duty,
            urgency=_urgency(duty.due, on=on, soon=soon),
            late_days=0 if duty.due is None else late.by(duty.due.target_on),
        )
        for duty in each.values()
    ]
    return tuple(sorted(found, key=_place))


def _urgency(due: Due | None, *, on: date, soon: date) -> Urgency:
    if due is None:
        return Urgency.OPEN
    steps = (
        (due.last_on < on, Urgency.OVERDUE),
        (due.target_on < on, Urgency.LATE),
        (due.target_on == on, Urgency.TODAY),
        (due.target_on <= soon, Urgency.SOON),
    )
    return next((urgency for holds, urgency in steps if holds), Urgency.LATER)


class _Late:
    """Count the working days beyond a target; what shares a target is counted once."""

    def __init__(self, on: date, workdays: Workdays) -> None:
        self._on = on
        self._workdays = workdays
        self._known: dict[date, int] = {}

    def by(self, target_on: date) -> int:
        if self._on <= target_on:
            return 0
        if target_on not in self._known:
            begun, end = target_on + _DAY, self._on + _DAY
            self._known[target_on] = self._workdays.between(begun, end).days
        return self._known[target_on]


def _place(one: Ranked) -> tuple[int, int, date, bool, str, str]:
    rank = list(Urgency).index(one.urgency)
    day = one.due_on or date.max
    duty = one.duty
    return rank, -one.late_days, day, not duty.mine, duty.title, duty.key
