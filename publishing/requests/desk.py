"""Put the use cases of requests for disclosure together."""

from dataclasses import dataclass
from datetime import tzinfo

from publishing.calendar.current import Calendars
from publishing.requests.handling import RequestHandling
from publishing.requests.register import Requests
from publishing.staff.acting import Acting


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestDesk:
    """Be all that clerks may do with requests."""

    register: Requests
    handling: RequestHandling


def request_desk(*, acting: Acting, calendars: Calendars, zone: tzinfo) -> RequestDesk:
    """Return the use cases of requests."""
    return RequestDesk(
        register=Requests(acting=acting, calendars=calendars, zone=zone),
        handling=RequestHandling(acting=acting, calendars=calendars, zone=zone),
    )
