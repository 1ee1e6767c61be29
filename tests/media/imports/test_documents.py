import json
from collections.abc import Callable
from pathlib import Path

import pytest

from media.imports.errors import ImportRefused
from media.imports.result import Imported
from programme.blocks import text_of

Importer = Callable[[bytes, str], Imported]


def entries(documents: Path, expected: str) -> list[dict[str, object]]:
    index = json.loads((documents / "index.json").read_text(encoding="utf-8"))
    return [
        entry
        for entry in index["documents"]
        if str(entry["expected"]).startswith(expected)
    ]


@pytest.mark.timeout(60)
def test_real_documents_import_with_what_they_must_contain(
    documents: Path, through_child: Importer
) -> None:
    missing: list[str] = []
    for entry in entries(documents, "imports"):
        file = documents / str(entry["file"])

        imported = through_child(file.read_bytes(), file.name)

        text = "\n".join([imported.title, *map(text_of, imported.blocks)])
        wanted = entry.get("must_contain", [])
        assert isinstance(wanted, list)
        missing += [f"{file.name}: {words}" for words in wanted if words not in text]
    assert missing == []


@pytest.mark.timeout(60)
def test_real_bad_documents_are_refused_with_a_sentence(
    documents: Path, through_child: Importer
) -> None:
    codes: dict[str, str] = {}
    for entry in entries(documents, "refused"):
        file = documents / str(entry["file"])

        with pytest.raises(ImportRefused, match="请") as refused:
            through_child(file.read_bytes(), file.name)

        codes[str(entry["note"]) or file.suffix] = refused.value.code
    assert codes == {
        "encrypted": "encrypted",
        "entity expansion bomb": "doctype_found",
        "fuzzed zip": "damaged",
        "decompression bomb": "unsupported_type",
        ".bmp": "damaged",
    }
