"""Which files the public folder holds, whatever the disk and others do to it."""

from pathlib import Path

from programme.blocks import Figure
from programme.programme import WithdrawalCause
from publishing.feeds.keeping import PublicSite
from publishing.feeds.pushing import PushFailed
from tests.fakes.desk import County
from tests.fakes.disks import FullDisk
from tests.fakes.public_site import (
    WHISPER,
    Outsider,
    page_of,
    paragraphs,
    public_site,
    withdrawn,
    written,
)


def test_only_what_changed_is_written_and_equal_matters_are_equal_bytes(
    county: County, site: PublicSite, outsider: Outsider, tmp_path: Path
) -> None:
    county.approved()
    written(site)
    before = {
        path: path.stat().st_ino for path in site.folder.rglob("*") if path.is_file()
    }
    county.clock.forward(hours=1)

    written(site)
    other = public_site(county, tmp_path / "other")
    written(other)

    after = {
        path: path.stat().st_ino for path in site.folder.rglob("*") if path.is_file()
    }
    assert before == after
    assert Outsider(folder=other.folder).files() == outsider.files()


def test_what_somebody_else_put_among_the_pages_goes_and_what_lies_beside_stays(
    county: County, site: PublicSite, outsider: Outsider
) -> None:
    county.approved()
    written(site)
    (site.folder / "r" / "left-over.html").write_text(WHISPER)
    (site.folder / ".new-index.html").write_text(WHISPER)
    (site.folder / "robots.txt").write_text("User-agent: *")

    written(site)

    assert outsider.finds(WHISPER) == []
    assert "robots.txt" in outsider.files()


def test_a_full_disk_is_told_and_made_good(
    county: County, folder: Path, outsider: Outsider
) -> None:
    disk = FullDisk()
    site = public_site(county, folder, disk=disk)
    county.approved(blocks=paragraphs(WHISPER))
    site.tick()
    told = site.state.problem

    disk.full = False
    county.clock.forward(minutes=2)
    site.tick()

    assert told == "磁盘满了"
    assert site.state.problem == ""
    assert outsider.finds(WHISPER)


# REQ-13 REQ-22
def test_a_full_disk_keeps_nothing_outside_that_was_taken_down(
    county: County, folder: Path, outsider: Outsider
) -> None:
    disk = FullDisk()
    disk.full = False
    site = public_site(county, folder, disk=disk)
    picture = county.services.files.put(b"\x89PNG a building site")
    shown = Figure(image=picture, width=9, height=9, words="工地")
    view = county.approved(blocks=(*paragraphs(WHISPER), shown))
    written(site)
    before = [name for name in outsider.files() if name.startswith("files/")]
    county.clock.forward(hours=1)
    withdrawn(county, view, WithdrawalCause.PERSONAL_DATA)

    disk.full = True
    written(site)

    assert before == [f"files/{picture.sha256}.png"]
    assert outsider.finds(WHISPER) == []
    assert outsider.finds(view.line.title) == []
    assert not [name for name in outsider.files() if name.startswith("files/")]


def test_one_lost_file_keeps_nothing_else_from_going_out_or_down(
    county: County, site: PublicSite, outsider: Outsider
) -> None:
    lost = county.approved(title="丢了的一件", blocks=paragraphs(WHISPER))
    kept = county.approved(title="好好的一件")
    assert lost.manifest is not None
    county.services.files.path_of(lost.manifest.revision).unlink()

    written(site)

    assert outsider.finds(WHISPER) == []
    assert page_of(kept) in outsider.files()


def test_without_a_public_address_the_pages_lie_there_and_no_feeds(
    county: County, folder: Path, outsider: Outsider
) -> None:
    county.approved(blocks=paragraphs(WHISPER))

    written(public_site(county, folder, address=""))

    assert outsider.finds(WHISPER)
    assert not [name for name in outsider.files() if name.endswith((".xml", ".json"))]


def test_what_hands_the_pages_on_runs_when_they_changed_and_its_failure_is_told(
    county: County, folder: Path
) -> None:
    given: list[Path] = []
    broken = [True]

    def push(at: Path) -> None:
        if broken[0]:
            raise PushFailed("rsync", "connection refused")
        given.append(at)

    site = public_site(county, folder, push=push)
    site.tick()
    told = site.state.push_problem
    broken[0] = False
    county.clock.forward(minutes=2)
    site.tick()
    written(site)

    assert "connection refused" in told
    assert given == [folder]
    assert site.state.push_problem == ""
