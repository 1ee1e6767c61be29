import json
from pathlib import Path

import pytest

from directory.model import Directory, DirectoryShard
from programme.approval import Decision, People
from programme.blocks import Revision
from programme.calendar_slice import CalendarSlice
from programme.document import Document
from programme.enrolment import DeviceStatus, EnrolmentRequest
from programme.envelope import Envelope
from programme.errors import DocumentMalformed
from programme.manifest import Manifest
from programme.plan import Plan
from programme.programme import Programme, Shard, Withdrawal
from programme.progress import Progress
from programme.records import Batch

VECTORS = json.loads(
    (Path(__file__).parents[1] / "vectors/documents.json").read_text("utf-8")
)
KINDS: dict[str, type[Document]] = {
    kind.__name__: kind
    for kind in (
        Batch,
        CalendarSlice,
        Decision,
        DeviceStatus,
        Directory,
        DirectoryShard,
        EnrolmentRequest,
        Envelope,
        Manifest,
        People,
        Plan,
        Programme,
        Progress,
        Revision,
        Shard,
        Withdrawal,
    )
}


def test_every_document_of_the_contract_has_a_vector() -> None:
    assert {vector["kind"] for vector in VECTORS["good"]} == set(KINDS)


@pytest.mark.parametrize(
    "vector", VECTORS["good"], ids=lambda v: v.get("name", v["kind"])
)
def test_a_document_keeps_its_bytes(vector: dict[str, str]) -> None:
    data = vector["canonical"].encode()

    document = KINDS[vector["kind"]].parse_named(data, vector["sha256"])

    assert document.canonical() == data


@pytest.mark.parametrize(
    "vector", VECTORS["bad"], ids=lambda v: f"{v['kind']}: {v['name']}"
)
def test_a_bad_document_is_refused(vector: dict[str, str]) -> None:
    with pytest.raises(DocumentMalformed) as caught:
        KINDS[vector["kind"]].parse(vector["text"].encode())

    assert caught.value.code == vector["verdict"]
