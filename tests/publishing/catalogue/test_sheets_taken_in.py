import io
import zipfile
from zoneinfo import ZoneInfo

import pytest

from media.imports.importer import read_cells
from programme.boards import Board
from publishing.catalogue.sheet_changes import changes_of
from publishing.catalogue.sheet_reading import (
    CatalogueRefused,
)
from publishing.catalogue.sheet_writing import Written, catalogue_sheet
from publishing.catalogue.sheets import CatalogueSheets
from publishing.errors import ContentChanged, NotAllowed, Refused
from publishing.tables.units import UnitLevel
from tests.fakes.catalogue import entry, line_form
from tests.fakes.catalogue_sheets import (
    LINE,
    MANDATES,
    standard,
)
from tests.fakes.desk import County

VILLAGE = "qinghe-liuwu"


def test_a_sheet_says_what_it_adds_changes_and_closes() -> None:
    same = entry("l-1", subtopic="财务收支")
    moved = entry("l-2", subtopic="集体用工")
    gone = entry("l-3", subtopic="集体资产")
    sheet = (
        line_form(subtopic="财务收支", position=7),
        line_form(subtopic="集体用工", content="逐人公开"),
        line_form(subtopic="惠农补贴"),
    )

    found = changes_of((same, moved, gone), sheet)

    assert [one.subtopic for one in found.added] == ["惠农补贴"]
    assert [one.line for one, _ in found.changed] == ["l-2"]
    assert [one.line for one in found.closed] == ["l-3"]
    assert [one.line for one, _ in found.same] == ["l-1"]


def test_lines_that_share_their_names_are_told_apart_by_what_they_say() -> None:
    first, second = entry("l-1", content="甲"), entry("l-2", content="乙")

    found = changes_of(
        (first, second), (line_form(content="乙"), line_form(content="丙"))
    )

    assert [(one.line, form.content) for one, form in found.changed] == [("l-1", "丙")]
    assert not found.closed


def test_a_file_changes_nothing_until_it_is_confirmed(county: County) -> None:
    sheets, publisher = county.cases.catalogue_sheets, county.people["publisher"]

    shown = sheets.preview(
        publisher, VILLAGE, data=standard(LINE), filename="目录.xlsx"
    )
    before = county.cases.entries.own(publisher, VILLAGE)
    sheets.confirm(publisher, VILLAGE, shown.forms, seen=shown.changes.seen)
    after = county.cases.entries.own(publisher, VILLAGE)

    assert [one.board for one in shown.changes.added] == [Board.VILLAGE]
    assert before == ()
    assert [one.form.subtopic for one in after] == ["法律法规"]
    with pytest.raises(ContentChanged):
        sheets.confirm(publisher, VILLAGE, shown.forms, seen=shown.changes.seen)


def test_an_export_that_is_taken_in_again_changes_nothing(county: County) -> None:
    sheets, publisher = county.cases.catalogue_sheets, county.people["publisher"]
    for place, name in enumerate(("财务收支", "集体用工"), start=1):
        form = line_form(subtopic=name, position=place)
        county.cases.entries.create(publisher, VILLAGE, form)
    mandated = line_form(subtopic="惠农补贴", inherited_by=UnitLevel.VILLAGE)
    county.cases.entries.create(publisher, "qinghe", mandated)

    data = sheets.export(county.people["drafter"], VILLAGE)
    shown = sheets.preview(
        publisher, VILLAGE, data=data, filename="目录.xlsx", board=Board.GOV
    )

    assert shown.changes.nothing
    assert len(shown.changes.same) == 2


@pytest.mark.both_databases
def test_a_changed_sheet_changes_closes_and_moves_lines(county: County) -> None:
    sheets, publisher = county.cases.catalogue_sheets, county.people["publisher"]
    for place, name in enumerate(("财务收支", "集体用工", "集体资产"), start=1):
        form = line_form(subtopic=name, position=place)
        county.cases.entries.create(publisher, VILLAGE, form)
    kept = county.cases.entries.own(publisher, VILLAGE)
    wanted = (
        line_form(subtopic="集体资产", position=1),
        line_form(subtopic="财务收支", content="逐笔", position=2),
    )
    seen = changes_of((), ()).seen

    with pytest.raises(ContentChanged):
        sheets.confirm(publisher, VILLAGE, wanted, seen=seen)
    data = catalogue_sheet("目录", [Written(form=one) for one in wanted], MANDATES)
    shown = sheets.preview(
        publisher, VILLAGE, data=data, filename="目录.xlsx", board=Board.GOV
    )
    sheets.confirm(publisher, VILLAGE, shown.forms, seen=shown.changes.seen)

    found = county.cases.entries.own(publisher, VILLAGE)
    assert [(one.form.subtopic, one.form.content) for one in found] == [
        ("集体资产", "当月收入、支出和结余"),
        ("财务收支", "逐笔"),
    ]
    assert {one.line for one in found} <= {one.line for one in kept}


def _docx() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
    return made.getvalue()


def _bomb() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * 50_000_000)
    return made.getvalue()


@pytest.mark.parametrize(
    ("data", "filename", "code"),
    [
        (b"PK\x03\x04 no archive", "目录.xlsx", "damaged"),
        (b"text", "目录.xlsx", "wrong_type"),
        (b"", "目录.xlsx", "empty_document"),
        (_docx(), "目录.docx", "not_a_sheet"),
        (_docx(), "目录.xlsm", "old_format"),
        (_bomb(), "目录.xlsx", "archive_bomb"),
        (standard(LINE, title="机密★"), "目录.xlsx", "secrecy_mark"),
    ],
)
def test_what_is_no_sound_sheet_is_refused_in_plain_words(
    county: County, data: bytes, filename: str, code: str
) -> None:
    sheets = CatalogueSheets(
        acting=county.cases.acting,
        mandates=MANDATES,
        zone=ZoneInfo("Asia/Shanghai"),
        read_cells=read_cells,
    )

    with pytest.raises(Refused) as refused:
        sheets.preview(
            county.people["publisher"],
            VILLAGE,
            data=data,
            filename=filename,
            board=Board.GOV,
        )

    assert refused.value.code == code


def test_only_who_keeps_the_catalogue_takes_one_in(county: County) -> None:
    with pytest.raises(NotAllowed):
        county.cases.catalogue_sheets.preview(
            county.people["drafter"],
            VILLAGE,
            data=standard(LINE),
            filename="目录.xlsx",
            board=Board.GOV,
        )


def test_a_line_that_is_weaker_than_its_origin_is_refused_with_its_name(
    county: County,
) -> None:
    publisher = county.people["publisher"]
    mandated = county.cases.entries.create(
        publisher, "qinghe", line_form(inherited_by=UnitLevel.VILLAGE)
    )
    weaker = line_form(origin=mandated.line, frequency="yearly", position=1)
    data = catalogue_sheet("目录", [Written(form=weaker)], MANDATES)

    with pytest.raises(CatalogueRefused, match=r"“财务收支”.*公开频次不能少于“每月”"):
        county.cases.catalogue_sheets.preview(
            publisher, VILLAGE, data=data, filename="目录.xlsx", board=Board.GOV
        )
