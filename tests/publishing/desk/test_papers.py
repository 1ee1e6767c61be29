from pathlib import Path

import pytest

from demo.documents import pdf_file
from media.imports.convert import convert
from media.imports.kinds import kind_of
from media.imports.result import Imported
from publishing.desk.makers import MediaImporter
from publishing.desk.papers import Papers
from publishing.desk.views import DraftView
from publishing.errors import Refused
from tests.fakes.desk import County, digest

PLAIN = pdf_file("联席会议记录", "到会七人，同意公开。")


def _read(data: bytes, name: str) -> Imported:
    """Convert in this process: a child would take a second for each file."""
    return convert(data, kind_of(data, name), name)


@pytest.fixture
def papers(county: County) -> Papers:
    return Papers(
        acting=county.cases.acting,
        files=county.services.files,
        importer=MediaImporter(_read),
    )


def _add(
    papers: Papers, county: County, sent: DraftView, data: bytes, name: str
) -> str:
    reviewer = county.people["reviewer"]
    return papers.add(
        reviewer, sent.line.id, data=data, name=name, manifest_sha256=digest(sent)
    ).name


def _files(county: County) -> set[Path]:
    kept = county.services.files.root.rglob("*")
    return {file for file in kept if file.is_file()}


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (pdf_file("机密★1年", "会议讨论了预案。"), "记录.pdf", "secrecy_mark"),
        (PLAIN, "机密 会议记录.pdf", "secrecy_mark"),
        (b"%PDF-1.7 cut short", "记录.pdf", "damaged"),
    ],
)
def test_a_paper_that_bears_a_secrecy_mark_or_cannot_be_read_is_not_kept(
    county: County, papers: Papers, data: bytes, name: str, code: str
) -> None:
    """REQ-19: 涉密文件不得上传."""
    sent = county.submitted()
    before = _files(county)

    with pytest.raises(Refused) as refused:
        _add(papers, county, sent, data, name)

    after = _files(county)
    assert refused.value.code == code
    assert before
    assert after == before
    assert papers.listing(county.people["reviewer"], sent.line.id) == ()


@pytest.mark.parametrize("name", ["记录.pdf", "记录", "记录.扫描", ""])
def test_an_ordinary_paper_is_kept_whatever_its_name_ends_with(
    county: County, papers: Papers, name: str
) -> None:
    assert _add(papers, county, county.submitted(), PLAIN, name) == (name or "材料")
