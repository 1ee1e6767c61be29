"""Show staff what is outside, what is not and why, and how the writing fares."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from publishing.desk.outside import StaysIn
from publishing.feeds.keeping import PublicSite, SiteState
from publishing.feeds.leaving import Outside
from publishing.feeds.shown import Shown, version_path
from publishing.staff.acting import Acting
from publishing.staff.offices import Person, holds
from publishing.tables.people import Office

MOST_LINES = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicLine:
    """Be one matter as the page lists it."""

    disclosure: str
    register_number: str
    title: str
    unit_name: str
    outside: Outside
    stays: StaysIn | None
    address: str
    """Of its page; empty where there is none or it has no public address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicPagesView:
    """Be all that the page shows."""

    address: str
    folder: str
    pushes: bool
    """Whether a command hands the pages on."""
    state: SiteState
    out: tuple[PublicLine, ...]
    kept_in: tuple[PublicLine, ...]
    """Of the person's own units alone."""


class PublicPages:
    """Answer what the public site holds."""

    def __init__(self, *, acting: Acting, site: PublicSite) -> None:
        self._acting = acting
        self._site = site

    def show(self, actor: str) -> PublicPagesView:
        """Return how the public site stands, newest first.

        Raises:
            NotSignedIn: The actor may not act any more.
        """
        state = self._site.state
        address = self._site.gathering.address
        newest = sorted(state.shown, key=lambda one: one.moved_at, reverse=True)

        def do(session: Session, person: Person) -> PublicPagesView:
            mine = (
                one
                for one in newest
                if one.last.stays is not None
                and holds(session, person, one.last.manifest.unit, *Office)
            )
            return PublicPagesView(
                address=address,
                folder=str(self._site.folder),
                pushes=self._site.push is not None,
                state=state,
                out=tuple(_line(one, address) for one in newest if one.listed)[
                    :MOST_LINES
                ],
                kept_in=tuple(_line(one, address) for one in mine)[:MOST_LINES],
            )

        return self._acting.look(actor, "public_pages.show", do)


def _line(one: Shown, address: str) -> PublicLine:
    manifest = one.last.manifest
    page = f"{address}/{version_path(one.last)}" if address and one.listed else ""
    return PublicLine(
        disclosure=one.matter.disclosure,
        register_number=one.matter.register_number,
        title=manifest.title,
        unit_name=manifest.unit_name,
        outside=one.outside,
        stays=one.last.stays,
        address=page,
    )
