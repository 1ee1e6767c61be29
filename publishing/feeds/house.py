"""Put together what brings disclosures outside: pages, their overview, handouts."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta, tzinfo
from pathlib import Path

from media.pages.fonts import find_fonts
from programme.clock import Clock
from publishing.carriers.recording import Presences
from publishing.database import Database
from publishing.desk.ports import PageSetter
from publishing.feeds.framing import Framer
from publishing.feeds.gathering import Gathering
from publishing.feeds.handout_pages import HandoutPages
from publishing.feeds.handouts import Handouts
from publishing.feeds.keeping import PublicSite
from publishing.feeds.public_pages import PublicPages
from publishing.feeds.pushing import Push
from publishing.files import FileStore
from publishing.release.disk import RealDisk
from publishing.staff.acting import Acting


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicPlace:
    """Be where the public pages lie and who hands them on, as the settings say it."""

    address: str = ""
    """Below it they are served; empty: codes carry the short text itself."""
    folder: Path | None = None
    """None: `public` beside the folder of files."""
    past_days: int = 365
    push: Push | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicHouse:
    """Be what staff and the clock may ask of everything outside."""

    site: PublicSite
    pages: PublicPages
    handouts: Handouts


def public_site(
    place: PublicPlace,
    *,
    database: Database,
    files: FileStore,
    clock: Clock,
    zone: tzinfo,
) -> PublicSite:
    """Return the site of a place; nothing is written yet."""
    return PublicSite(
        database=database,
        clock=clock,
        gathering=Gathering(files=files, zone=zone, address=place.address),
        picture_files=files,
        folder=place.folder or files.root.parent / "public",
        past_for=timedelta(days=place.past_days),
        disk=RealDisk(),
        push=place.push,
    )


def telling(
    site: PublicSite, tell: Callable[[frozenset[str]], None]
) -> Callable[[frozenset[str]], None]:
    """Return what a commit tells: the public pages, then the devices."""

    def told(groups: frozenset[str]) -> None:
        site.ask()
        tell(groups)

    return told


def public_house(
    site: PublicSite, *, acting: Acting, presences: Presences, page_setter: PageSetter
) -> PublicHouse:
    """Return the house of a site over the acts of staff."""
    return PublicHouse(
        site=site,
        pages=PublicPages(acting=acting, site=site),
        handouts=Handouts(
            acting=acting,
            gathering=site.gathering,
            pages=HandoutPages(files=site.picture_files, page_setter=page_setter),
            framer=Framer(find_fonts),
            presences=presences,
            zone=site.gathering.zone,
        ),
    )
