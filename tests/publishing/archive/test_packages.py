"""A unit's yearly package: whole, checked by digests, and nothing erased in it."""

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import update
from typer.testing import CliRunner

from config.retention import Retention, shipped_retention
from programme.blocks import Paragraph
from programme.canonical import sha256_hex
from programme.programme import WithdrawalCause
from publishing.admin.names import name_of
from publishing.archive.checking import DIGESTS, PackageUnreadable, check
from publishing.archive.offers import Package
from publishing.archive.packages import Packages, Sources
from publishing.archive.papers import digest_only
from publishing.centre.archive_commands import app
from publishing.desk.screening import Kept
from publishing.errors import NotAllowed, NotThere, Refused
from publishing.inspection.matter import Matters
from publishing.tables.disclosures import Disclosure
from publishing.tables.glass import CaptureRow
from publishing.tables.journal import JournalEntry
from publishing.tables.schedule import EndKind, GroupEntry
from tests.fakes.delivery import Delivery, new_delivery
from tests.fakes.glasses import capture_of
from tests.fakes.hand_clock import NOON
from tests.fakes.publications import withdraw

YEAR = NOON.year
UNIT = "qinghe-liuwu"
MOBILE = "13912345678"


class Bench:
    """Hold a county with one disclosure, and what makes packages of it."""

    def __init__(self, delivery: Delivery) -> None:
        self.delivery = delivery
        self.county = delivery.county
        self.made = self.county.approved(title="三季度财务收支")
        cases = self.county.cases
        self.sources = Sources(
            matters=Matters(acting=cases.acting),
            coverages=cases.coverages,
            certificates=cases.certificates,
            files=self.county.services.files,
            say=name_of,
            zone=ZoneInfo("Asia/Shanghai"),
            table=shipped_retention(),
            lists_inside=False,
        )
        self.by = self.county.people["publisher"]

    @property
    def packages(self) -> Packages:
        return Packages(acting=self.county.cases.acting, sources=self.sources)

    def ended(self, at: datetime | None = None) -> None:
        """Let everything end, and the year go by."""
        ends = at or self.county.clock.now() + timedelta(days=1)
        with self.county.database.session() as session:
            session.execute(
                update(GroupEntry).values(ends_at=ends, end_kind=EndKind.FIXED)
            )
        self.county.clock.forward(days=366)

    def package(self) -> Package:
        return self.packages.make(self.by, UNIT, YEAR)


def opened(package: Package) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(package.data)) as folder:
        return {name: folder.read(name) for name in folder.namelist()}


def naming(papers: dict[str, bytes], words: str) -> list[str]:
    """Return the papers that hold these words."""
    return [name for name, data in papers.items() if words.encode() in data]


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    with new_delivery(tmp_path) as delivery:
        yield Bench(delivery)


# REQ-70, REQ-75
def test_a_package_holds_each_ended_item_with_its_papers_and_its_class(
    bench: Bench, tmp_path: Path
) -> None:
    bench.ended()

    package = bench.package()

    papers = opened(package)
    number = "柳坞村 2026-0001"
    wanted = ("正文.md", "审批.txt", "保密审查.txt", "签发单.json")
    assert {f"{number}/第 1 版 {name}" for name in wanted} <= {*papers}
    assert {f"{number}/证据摘要.json", "校验点.txt", "说明.md"} <= {*papers}
    assert "42,000.00" in papers[f"{number}/第 1 版 正文.md"].decode()
    signed = papers[f"{number}/第 1 版 签发单.json"]
    assert sha256_hex(signed) == bench.made.line.manifest_sha256
    table = papers["归档目录.csv"].decode("utf-8-sig").splitlines()
    [row] = csv.DictReader(table)
    assert (row["登记号"], row["题名"]) == (number, "三季度财务收支")
    assert (row["保管期限"], row["保管到哪年"]) == ("30 年", str(YEAR + 30))
    assert json.loads(papers["归档目录.json"])["items"][0]["retention"] == "30_years"
    path = tmp_path / package.name
    path.write_bytes(package.data)
    verdict = check(path)
    assert (verdict.trouble, verdict.sha256) == ("", package.sha256)
    assert verdict.papers == len(papers) - 1
    with bench.county.database.reading() as session:
        acts = session.query(JournalEntry).filter_by(act="archive.made").all()
    assert [one.details["sha256"] for one in acts] == [package.sha256]
    assert bench.package().sha256 == package.sha256


def test_what_still_hangs_is_not_filed_and_a_year_has_to_be_over(bench: Bench) -> None:
    assert bench.packages.offers(bench.by) == ()
    with pytest.raises(Refused):
        bench.package()
    with bench.county.database.session() as session:
        session.execute(update(GroupEntry).values(ends_at=None, end_kind=EndKind.OPEN))
    bench.county.clock.forward(days=366)

    assert bench.packages.offers(bench.by) == ()
    with pytest.raises(NotThere):
        bench.package()


def test_only_the_office_makes_packages_and_sees_what_there_is(bench: Bench) -> None:
    bench.ended()

    [offer] = bench.packages.offers(bench.by)

    assert (offer.unit, offer.year, offer.items) == (UNIT, YEAR, 1)
    assert offer.by_class[Retention.THIRTY_YEARS] == 1
    drafter = bench.county.people["drafter"]
    assert bench.packages.offers(drafter) == ()
    with pytest.raises(NotAllowed):
        bench.packages.make(drafter, UNIT, YEAR)


# REQ-22
def test_what_was_taken_down_for_a_persons_sake_stays_out_whatever_is_set(
    bench: Bench,
) -> None:
    bench.sources = replace(bench.sources, lists_inside=True)
    withdraw(bench.delivery, bench.made, cause=WithdrawalCause.PERSONAL_DATA)
    bench.county.clock.forward(days=366)

    papers = opened(bench.package())

    text = papers["柳坞村 2026-0001/第 1 版 正文.md"].decode()
    assert "正文不在归档包里：为个人信息、保密或第三人权益撤下" in text
    assert bench.made.line.manifest_sha256 or "" in text
    assert naming(papers, "42,000.00") == []


# REQ-22
def test_a_list_whose_time_is_up_stays_out_unless_the_county_wants_it_inside(
    bench: Bench,
) -> None:
    withdraw(bench.delivery, bench.made)
    kept = Kept(text=MOBILE, reason="河长公示牌上的电话")
    told = (Paragraph(text=f"河长的电话是 {MOBILE}，请监督。"),)
    listed = bench.county.approved(blocks=told, kept_personal=(kept,))
    device = bench.delivery.enrolled()
    record = capture_of(b"RIFF names", NOON, listed.line.disclosure)
    device.add(record)
    bench.delivery.conversations.take_evidence(device.batch(device.links))
    with bench.county.database.session() as session:
        row = session.get_one(CaptureRow, (device.id, record.picture))
        row.gone_at, row.gone_because = NOON, "erased"
    bench.ended()
    number = "柳坞村 2026-0002"

    without = opened(bench.package())
    bench.sources = replace(bench.sources, lists_inside=True)
    inside = opened(bench.package())

    assert naming(without, MOBILE) == []
    assert "到期已从各处清除" in without[f"{number}/第 1 版 正文.md"].decode()
    assert naming(inside, MOBILE) == [
        f"{number}/第 1 版 正文.md",
        f"{number}/第 1 版 签发单.json",
    ]
    [picture] = json.loads(without[f"{number}/证据摘要.json"])["pictures"]
    assert (picture["sha256"], picture["gone_because"]) == (record.picture, "erased")


def tampered(package: Package, change: str) -> bytes:
    papers = opened(package)
    name = next(name for name in papers if name.endswith("正文.md"))
    match change:
        case "edited":
            papers[name] += b"!"
        case "removed":
            del papers[name]
        case "added":
            papers["more.txt"] = b"more"
        case _:
            del papers[DIGESTS]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as folder:
        for each, data in papers.items():
            folder.writestr(each, data)
    return out.getvalue()


def test_a_package_that_was_changed_is_found_with_the_name_of_the_paper(
    bench: Bench, tmp_path: Path
) -> None:
    bench.ended()
    package, path = bench.package(), tmp_path / "package.zip"
    found = []
    for change in ("edited", "removed", "added"):
        path.write_bytes(tampered(package, change))
        found.append(check(path).trouble)

    assert [words.partition("：")[0] for words in found] == [
        "文件被改过",
        "少了一个文件",
        "多出一个文件",
    ]
    path.write_bytes(tampered(package, "unlisted"))
    with pytest.raises(PackageUnreadable):
        check(path)
    path.write_bytes(package.data[:-40])
    with pytest.raises(PackageUnreadable):
        check(path)


def test_items_of_another_year_are_in_another_package(bench: Bench) -> None:
    with bench.county.database.session() as session:
        matter = session.get_one(Disclosure, bench.made.line.disclosure)
        assert matter.register_number
    bench.ended(datetime(YEAR + 1, 2, 1, tzinfo=NOON.tzinfo))

    with pytest.raises(NotThere):
        bench.package()
    assert bench.packages.offers(bench.by) == ()
    bench.county.clock.forward(days=366)
    assert [one.year for one in bench.packages.offers(bench.by)] == [YEAR + 1]


# REQ-70
def test_a_certificate_goes_along_and_of_erased_persons_only_its_digest(
    bench: Bench,
) -> None:
    certificates = bench.county.cases.certificates
    line = certificates.issue(bench.by, bench.made.line.disclosure)
    bundle = certificates.bundle(bench.by, line.id).data
    bench.ended()
    number = "柳坞村 2026-0001"

    whole = opened(bench.package())

    assert whole[f"{number}/公示证明.mingbai"] == bundle
    assert whole[f"{number}/公示证明.pdf"].startswith(b"%PDF")
    told = digest_only(line.issued_at, sha256_hex(bundle)).decode()
    assert sha256_hex(bundle) in told
    assert "不在归档包里" in told


def test_a_year_s_command_checks_a_package_without_a_centre(
    bench: Bench, tmp_path: Path
) -> None:
    bench.ended()
    package, path = bench.package(), tmp_path / "package.zip"
    path.write_bytes(package.data)
    good = CliRunner().invoke(app, ["verify", str(path)])
    path.write_bytes(tampered(package, "edited"))
    bad = CliRunner().invoke(app, ["verify", str(path)])
    path.write_bytes(b"no package")
    none = CliRunner().invoke(app, ["verify", str(path)])

    assert (good.exit_code, bad.exit_code, none.exit_code) == (0, 1, 1)
    assert package.sha256 in good.output
    assert "文件被改过" in bad.output
    assert "不是归档包" in none.output
