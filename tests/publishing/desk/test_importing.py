from pathlib import Path

import docx
import pytest

from media.imports.convert import convert
from media.imports.kinds import kind_of
from media.imports.result import Imported
from publishing.desk.importing import Importing
from publishing.desk.makers import MediaImporter
from publishing.errors import Refused
from publishing.files import FileStore
from tests.fakes.desk import County
from tests.fakes.files import word_bytes


def _read(data: bytes, name: str) -> Imported:
    """Convert in this process: a child would take a second for each file."""
    return convert(data, kind_of(data, name), name)


@pytest.fixture
def importing(county: County) -> Importing:
    return Importing(
        acting=county.cases.acting,
        files=county.services.files,
        importer=MediaImporter(_read),
    )


def _files(folder: Path) -> dict[str, bytes]:
    return {
        str(file): file.read_bytes() for file in folder.rglob("*") if file.is_file()
    }


def _document(**told: str) -> bytes:
    document = docx.Document()
    document.add_paragraph("独一无二的正文甲乙丙")
    document.sections[0].header.paragraphs[0].text = told.get("head", "")
    document.core_properties.author = told.get("author", "")
    return word_bytes(document)


def test_a_marked_file_is_refused_and_nothing_of_it_is_kept_anywhere(
    county: County, importing: Importing, tmp_path: Path
) -> None:
    """REQ-19: 涉密文件不得上传."""
    made = county.draft()
    before = _files(tmp_path)

    with pytest.raises(Refused, match="涉密文件不得上传"):
        importing.import_file(
            county.people["drafter"],
            made.line.id,
            data=_document(head="机密★1年"),
            filename="方案.docx",
            edition=1,
        )

    after = _files(tmp_path)
    assert {name for name in after if "sqlite" not in name} == {
        name for name in before if "sqlite" not in name
    }
    marks = ("独一无二的正文甲乙丙".encode(), "机密★1年".encode(), "方案.docx".encode())
    assert not any(mark in data for data in after.values() for mark in marks)
    again = county.cases.looking.draft(county.people["drafter"], made.line.id)
    assert (again.line.edition, again.source_sha256) == (1, None)


def test_the_kept_source_file_stays_inside_and_its_author_is_not_signed(
    county: County, importing: Importing
) -> None:
    """REQ-16, REQ-22: devices get what the manifest names, and no source file."""
    made = importing.import_file(
        county.people["drafter"],
        county.draft().line.id,
        data=_document(author="起草人某甲"),
        filename="方案.docx",
        edition=1,
    )

    sent = county.submit(made)

    assert sent.manifest is not None
    assert sent.source_sha256 not in {ref.sha256 for ref in sent.manifest.assets()}
    files: FileStore = county.services.files
    for ref in sent.manifest.assets():
        assert "起草人某甲".encode() not in files.get(ref.sha256)
    assert "文件属性里的作者：起草人某甲" in sent.import_report["hidden"]
