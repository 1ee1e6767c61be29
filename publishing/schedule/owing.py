"""Say until when a mandate demands that a window's item is shown; pure.

Beyond it an item gets only the time that others leave (pale in the schedule). In doubt
it is owed until its window ends: nothing is ever pushed aside on provisional data, and
an item with a short day has days to make up.
"""

from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from programme.boards import KindOfAct
from programme.errors import ContractError
from programme.hours import EVERY_WEEKDAY
from programme.mandate import Mandate
from programme.window import End, FixedEnd
from programme.workdays import Workdays
from publishing.schedule.windows import counted_at, mandated_end


@dataclass(frozen=True, slots=True, kw_only=True)
class Owing:
    """Be what decides until when an item is owed."""

    mandate: Mandate
    kind_of_act: KindOfAct
    starts_at: datetime
    end: End
    hung_since: date | None = None
    weekdays: tuple[int, ...] = EVERY_WEEKDAY
    fell_short: bool = False
    """Whether a day of it did not count, so that it may have to be made up."""


def owed_until(owing: Owing, workdays: Workdays, zone: tzinfo) -> datetime | None:
    """Return from when on an item gets only what others leave; None: never.

    The printed end of a 公示 is a promise: it is owed until then (REQ-21).
    """
    if owing.kind_of_act is KindOfAct.PUBLIC_NOTICE or owing.fell_short:
        return None
    try:
        end = mandated_end(
            owing.mandate,
            counted_at(owing.starts_at, owing.hung_since, zone),
            workdays=workdays,
            zone=zone,
            weekdays=owing.weekdays,
        )
    except ContractError:
        return None
    if not isinstance(end, FixedEnd):
        return None
    over = isinstance(owing.end, FixedEnd) and owing.end.at <= end.at
    return None if over else end.at
