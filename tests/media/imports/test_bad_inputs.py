from collections.abc import Callable

import pytest

from media.imports.errors import ImportRefused
from media.imports.result import Imported
from programme.blocks import text_of
from tests.fakes.bad_inputs import IMPORTED, BadInput, bad_inputs
from tests.fakes.files import book_of, word_of
from tests.fakes.ofd_files import ofd_of, text_object

Importer = Callable[[bytes, str], Imported]
ROWS = tuple(bad_inputs(unpacked=102 * 1024 * 1024))
ELSEWHERE = ("XFD1048576", "50,001", "501 pages", "2,001", "900 Mpx")
"""Slow to make, and held against their verdicts in the tests of their own kind."""
QUICK = [bad for bad in ROWS if not bad.name.startswith(ELSEWHERE)]


@pytest.mark.parametrize("bad", QUICK, ids=lambda bad: bad.label)
def test_every_bad_input_has_its_verdict(read: Importer, bad: BadInput) -> None:
    """B1 to B10, B13 to B16; `benchmarks.imports` measures their time and memory."""
    if bad.verdict == IMPORTED:
        assert read(bad.data, bad.name).blocks
        return

    with pytest.raises(ImportRefused, match="请") as refused:
        read(bad.data, bad.name)

    assert refused.value.code == bad.verdict


# B14, B15
@pytest.mark.parametrize(
    "bad", [one for one in ROWS if one.row in {"B14", "B15"}], ids=lambda bad: bad.name
)
def test_active_content_comes_out_as_text_or_not_at_all(
    read: Importer, bad: BadInput
) -> None:
    imported = read(bad.data, bad.name)

    said = "".join(map(text_of, imported.blocks))
    wanted = {
        "script.txt": "<script>alert(1)</script>{{7*7}}${7*7}",
        "svg.md": "{% raw %}",
        "html.pasted": "字",
        "links.pasted": "字",
        "links.md": "[字](javascript:x) [甲](file:///etc/passwd)",
    }
    assert said == wanted[bad.name]


# B16
def test_long_and_unseen_text_is_cut_and_composed(read: Importer) -> None:
    found = {bad.name: read(bad.data, bad.name) for bad in ROWS if bad.row == "B16"}

    longest = max(len(text_of(block)) for block in found["one line.txt"].blocks)
    marks, controls = (
        text_of(found[name].blocks[0]) for name in ("marks.txt", "controls.txt")
    )
    assert longest <= 2_000
    assert len(marks) <= 5
    assert controls == "ab"


def test_a_table_forty_columns_wide_keeps_them_all_and_says_so(read: Importer) -> None:
    head = "".join(f"<th>列{n}</th>" for n in range(40))
    row = "".join(f"<td>{n}.00</td>" for n in range(40))

    imported = read(
        f"<table><tr>{head}</tr><tr>{row}</tr></table>".encode(), "a.pasted"
    )

    assert text_of(imported.blocks[0]).count("\n") == 1
    assert len(text_of(imported.blocks[0]).split("\n")[0].split()) == 40
    assert imported.report.simplified == (
        "有一张表 40 列，一屏放不下；建议只留要公开的列，或分成几张表",
    )


RARE = "㛃𬭎䶮"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.docx", word_of("题", RARE)),
        ("a.xlsx", book_of((RARE, "甲"), ("乙", "丙"))),
        ("a.md", f"# 题\n\n{RARE}".encode()),
        ("a.txt", f"题\n{RARE}".encode("gb18030")),
        ("a.pasted", f"<p>&#x36c3;&#x2CB4E;{RARE[2]}</p>".encode()),
        ("a.ofd", ofd_of((text_object(20, 20, RARE),))),
    ],
)
def test_rare_characters_pass_through_every_kind_unharmed(
    read: Importer, name: str, data: bytes
) -> None:
    said = "".join(map(text_of, read(data, name).blocks))

    assert said.startswith(RARE)
