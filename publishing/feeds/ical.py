"""Write a feed as iCalendar (RFC 5545, RFC 7986); pure, it decides nothing.

Days are all-day events and not to-dos (VTODO): Outlook, Apple's and Google's calendars
and the calendars of telephones sold in China show events of a subscribed address, and
leave to-dos out without a word. They are transparent, so nobody seems busy all day.
"""

from datetime import UTC, timedelta

from icalendar import Alarm, Calendar, Event as Entry

from publishing.feeds.events import Dated, Feed

REFRESH_EVERY = timedelta(hours=1)
NAME = "明白 公开待办"
_PRODUCT = "-//Mingbai//Deadlines//ZH"


def to_ical(feed: Feed, *, base: str) -> bytes:
    """Return the bytes of a feed; the same feed gives the same bytes.

    Args:
        feed: What it holds.
        base: The address of the staff's pages, for the way back.
    """
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", NAME)
    calendar.add("x-wr-calname", NAME)
    calendar.add("refresh-interval", REFRESH_EVERY, parameters={"VALUE": "DURATION"})
    # What Outlook and older programs read in its place.
    calendar.add("x-published-ttl", "PT1H")
    for dated in feed.dated:
        calendar.add_component(_entry(dated, base))
    data: bytes = calendar.to_ical()
    return data


def _entry(dated: Dated, base: str) -> Entry:
    event, entry = dated.event, Entry()
    changed_at = dated.changed_at.astimezone(UTC).replace(microsecond=0)
    entry.add("uid", event.uid)
    entry.add("sequence", dated.sequence)
    # Not the moment of writing: equal feeds must be equal bytes.
    entry.add("dtstamp", changed_at)
    entry.add("last-modified", changed_at)
    entry.add("dtstart", event.on)
    entry.add("dtend", event.on + timedelta(days=1))
    entry.add("summary", event.summary)
    entry.add("description", event.description)
    entry.add("categories", list(event.categories))
    entry.add("status", "TENTATIVE" if event.tentative else "CONFIRMED")
    entry.add("transp", "TRANSPARENT")
    entry.add("url", f"{base}{event.link}")
    for before in event.alarms:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", event.summary)
        alarm.add("trigger", before)
        entry.add_component(alarm)
    return entry
