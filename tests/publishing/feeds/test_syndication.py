"""The feeds by the letter of RSS 2.0 and JSON Feed 1.1, and what leaves them."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring

from programme.blocks import Paragraph
from programme.programme import WithdrawalCause
from publishing.desk.outside import page_path
from publishing.desk.views import DraftView
from publishing.feeds.keeping import PublicSite
from tests.fakes.desk import County, digest, new_county
from tests.fakes.public_site import ADDRESS, Outsider, public_site
from tests.fakes.public_world import public_world

RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
NEEDED = ("title", "link", "description", "guid", "pubDate", "category")


@pytest.fixture
def site(county: County, tmp_path: Path) -> PublicSite:
    return public_site(county, tmp_path / "public")


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """Be the files of a county with everything that there may be, and its hour."""

    files: Mapping[str, bytes]
    now: datetime


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """Give the public folder of a county, made once."""
    folder = tmp_path_factory.mktemp("feeds")
    with new_county(folder / "county") as county:
        public_world(county)
        county.approved(title="没有类别", category="")
        files = written(public_site(county, folder / "public"))
        yield World(files=files, now=county.clock.now())


def written(site: PublicSite) -> dict[str, bytes]:
    site.ask()
    site.tick()
    return Outsider(folder=site.folder).files()


def channel(data: bytes) -> Element:
    root = fromstring(data)
    found = root.find("channel")
    assert (root.tag, root.get("version")) == ("rss", "2.0")
    assert found is not None
    return found


def stems(files: Mapping[str, bytes]) -> list[str]:
    return [name.removesuffix(".xml") for name in files if name.endswith(".xml")]


def items(files: Mapping[str, bytes], stem: str = "index") -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = json.loads(files[f"{stem}.json"])["items"]
    return told


def withdraw(county: County, view: DraftView, cause: WithdrawalCause) -> None:
    asked = county.cases.withdrawing.request(
        county.people["drafter"],
        view.line.disclosure,
        manifest_sha256=digest(view),
        cause=cause,
        explanation="写错了一个数。",
    )
    county.take_down(asked)


def test_every_rss_feed_has_all_that_a_reader_needs_and_leads_to_pages_that_are_there(
    world: World,
) -> None:
    files = world.files

    listed = {item["external_url"] for item in items(files)}
    past = 1
    assert len(stems(files)) == 1 + 4 + 2 + len(listed) + past
    for stem in stems(files):
        made = channel(files[f"{stem}.xml"])
        own = made.find("{http://www.w3.org/2005/Atom}link")
        assert all(made.findtext(name) for name in ("title", "link", "description"))
        assert made.findtext("language") == "zh-cn"
        assert own is not None
        assert own.get("href") == f"{ADDRESS}/{stem}.xml"
        for item in made.iter("item"):
            assert all(item.findtext(name) for name in NEEDED)
            at = parsedate_to_datetime(item.findtext("pubDate") or "")
            assert timedelta(0) <= world.now - at < timedelta(days=40)
            page = (item.findtext("link") or "").removeprefix(f"{ADDRESS}/")
            assert page in files
    assert len(list(channel(files["index.xml"]).iter("item"))) == 7


def test_every_json_feed_says_the_same_as_its_rss_with_dates_of_rfc_3339(
    world: World,
) -> None:
    files = world.files

    for stem in stems(files):
        told = json.loads(files[f"{stem}.json"])
        assert told["version"] == "https://jsonfeed.org/version/1.1"
        assert told["feed_url"] == f"{ADDRESS}/{stem}.json"
        assert told["home_page_url"].removeprefix(f"{ADDRESS}/") in files
        ids = [item["id"] for item in told["items"]]
        rss = channel(files[f"{stem}.xml"])
        assert ids == [item.findtext("guid") for item in rss.iter("item")]
        assert len(ids) == len(set(ids))
        for item in told["items"]:
            assert item["content_text"]
            assert RFC_3339.fullmatch(item["date_published"])
            assert item["date_published"] <= item["date_modified"]
            assert datetime.fromisoformat(item["date_modified"]) <= world.now
            assert all(item["tags"])


def test_an_item_is_in_the_feeds_of_its_own_board_and_unit_alone(
    world: World,
) -> None:
    files = world.files

    for stem in stems(files):
        for item in items(files, stem):
            own = item["_mingbai"]
            page = item["external_url"].removeprefix(f"{ADDRESS}/")
            homes = {
                "index",
                f"board/{own['board']}",
                f"u/{own['unit']}",
                page.removesuffix(".html"),
            }
            assert stem in homes
            for home in homes:
                assert item["id"] in [one["id"] for one in items(files, home)]


# REQ-35
def test_beside_the_page_of_a_matter_lie_its_feeds_and_the_json_has_its_text(
    county: County, site: PublicSite
) -> None:
    view = county.approved(
        blocks=(Paragraph(text="密语一。"), Paragraph(text="密语二。"))
    )
    assert view.manifest is not None
    page = page_path(view.line.disclosure, view.manifest.revision)

    files = written(site)

    stem = f"d/{view.line.disclosure}"
    (item,) = items(files, stem)
    assert item["content_text"] == "密语一。\n\n密语二。"
    assert item["url"] == f"{ADDRESS}/{page}"
    assert channel(files[f"{stem}.xml"]).findtext("link") == f"{ADDRESS}/{stem}.html"
    for name in (page, f"{stem}.html"):
        for ending in ("xml", "json"):
            assert files[name].decode().count(f'href="../{stem}.{ending}"') == 2


def test_an_id_stays_while_time_passes_and_wherever_the_site_moves(
    county: County, site: PublicSite, tmp_path: Path
) -> None:
    county.approved()
    first = written(site)
    county.clock.forward(days=1)
    elsewhere = public_site(county, tmp_path / "b", address="https://gk.example")

    later, moved = written(site), written(elsewhere)

    (item,) = items(first)
    assert item["id"].startswith("urn:uuid:")
    assert later["index.xml"] == first["index.xml"]
    assert [one["id"] for one in items(moved)] == [item["id"]]
    assert items(moved)[0]["url"] != item["url"]


# REQ-13 REQ-22
@pytest.mark.parametrize(
    ("cause", "told"),
    [(WithdrawalCause.CORRECTION, True), (WithdrawalCause.PERSONAL_DATA, False)],
)
def test_what_is_withdrawn_leaves_the_feeds_and_at_most_its_cause_is_told(
    county: County, site: PublicSite, cause: WithdrawalCause, *, told: bool
) -> None:
    view = county.approved()
    (before,) = items(written(site))
    county.clock.forward(hours=1)
    withdraw(county, view, cause)

    files = written(site)

    after = items(files)
    assert before["id"] not in [item["id"] for item in after]
    about = [item for item in after if item["_mingbai"]["state"] == "line"]
    assert [item["url"] for item in about] == [before["url"]] * told
    for item in about:
        assert "撤下" in item["title"]
        assert "42,000.00" not in item["content_text"]
    for stem in stems(files):
        for data in (files[f"{stem}.xml"], files[f"{stem}.json"]):
            assert before["id"].encode() not in data
            assert b"42,000.00" not in data


def test_what_is_past_leaves_the_feeds_and_is_news_to_nobody(
    county: County, site: PublicSite
) -> None:
    county.approved()
    before = items(written(site))
    county.clock.at = datetime(2027, 6, 1, tzinfo=UTC)

    assert len(before) == 1
    assert items(written(site)) == []
