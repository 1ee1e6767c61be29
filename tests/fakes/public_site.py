"""Write the public site of a test county, and read it as anybody would."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from programme.blocks import Paragraph
from programme.programme import WithdrawalCause
from publishing.desk.outside import page_path
from publishing.desk.views import DraftView
from publishing.feeds.gathering import Gathering
from publishing.feeds.keeping import PublicSite
from publishing.feeds.pushing import Push
from publishing.release.disk import Disk, RealDisk
from tests.fakes.desk import County, digest

ADDRESS = "https://www.qinghe.example/gk"


def public_site(
    county: County,
    folder: Path,
    *,
    address: str = ADDRESS,
    past_days: int = 365,
    disk: Disk | None = None,
    push: Push | None = None,
) -> PublicSite:
    """Return the site of a county; nothing is written yet."""
    return PublicSite(
        database=county.database,
        clock=county.clock,
        gathering=Gathering(
            files=county.services.files,
            zone=ZoneInfo(county.services.time_zone),
            address=address,
        ),
        picture_files=county.services.files,
        folder=folder,
        past_for=timedelta(days=past_days),
        disk=disk or RealDisk(),
        push=push,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Outsider:
    """Be somebody outside, who reads whatever lies in the folder."""

    folder: Path

    def files(self) -> dict[str, bytes]:
        """Return every file by its name."""
        return {
            path.relative_to(self.folder).as_posix(): path.read_bytes()
            for path in sorted(self.folder.rglob("*"))
            if path.is_file()
        }

    def finds(self, words: str) -> list[str]:
        """Return the files in whose bytes or names some words stand."""
        sought = words.encode()
        return [
            name
            for name, data in self.files().items()
            if sought in data or words in name
        ]


WHISPER = "柳溪里的密语"


def page_of(view: DraftView) -> str:
    assert view.manifest is not None
    return page_path(view.line.disclosure, view.manifest.revision)


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    return (Paragraph(text=text),)


def withdrawn(county: County, view: DraftView, cause: WithdrawalCause) -> None:
    asked = county.cases.withdrawing.request(
        county.people["drafter"],
        view.line.disclosure,
        manifest_sha256=digest(view),
        cause=cause,
        explanation="写错了一个数。",
    )
    county.take_down(asked)


def written(site: PublicSite) -> None:
    site.ask()
    site.tick()
