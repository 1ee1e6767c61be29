import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from programme.canonical import sha256_hex
from programme.clock import SystemClock
from programme.keys import SigningKey
from programme.questions import (
    Question,
    QuestionKind,
    QuestionLeft,
    Topic,
    TopicKind,
    number_of,
    opened_question,
    sealed_question,
)
from programme.records import GapRecord, GoneReceipt, Record
from programme.sealed_box import OpeningKey
from sync_agent.disk import DiskRefused
from sync_agent.inner.courier import Courier
from sync_agent.inner.device_api import DeviceApi
from sync_agent.inner.http import Http
from sync_agent.inner.http_errors import HttpFailed
from sync_agent.layout import Layout
from sync_agent.outbox import open_outbox
from sync_agent.outbox_file import path_of, writers_in
from sync_agent.questions import (
    MOST_WAITING,
    PROGRAM,
    QuestionNotKept,
    erase,
    follow_lost,
    is_question,
    leave,
    waiting,
)
from sync_agent.succession import condemn
from tests.fakes.centre_repository import FakeCentre
from tests.fakes.centre_server import CentreServer, Reply, error_body, serving
from tests.fakes.running_agent import DEVICE, FakeDeviceApi

WORDS = "大厅里能不能多放几把椅子"


def question(clock: SystemClock, drawn: int = 7) -> Question:
    return Question(
        number=number_of(drawn),
        kind=QuestionKind.SUGGESTION,
        topic=Topic(kind=TopicKind.OTHER),
        text=WORDS,
        public=True,
        device=DEVICE,
        asked_at=clock.now().replace(microsecond=0),
        clock_sure=True,
    )


def courier_of(root: Path, http: Http, url: str, key: SigningKey) -> Courier:
    return Courier(
        Layout(root),
        api=DeviceApi(http, url, key),
        device=DEVICE,
        keep=100,
        clock=SystemClock(),
    )


def bytes_under(root: Path) -> bytes:
    return b"".join(p.read_bytes() for p in root.rglob("*") if p.is_file())


def test_a_question_waits_sealed_is_sent_once_and_leaves_nothing(
    tmp_path: Path,
) -> None:
    # REQ-50: kept without network, delivered exactly once, erased with the receipt
    clock, key, opening = SystemClock(), SigningKey.generate(), OpeningKey.generate()
    root = tmp_path / "device"
    root.mkdir()
    asked = question(clock)
    other = open_outbox(root, "kiosk", clock)
    other.append(GoneReceipt(disclosure="d-1", at=clock.now()))
    left = sealed_question(asked, opening.public)
    leave(root, left, clock)
    assert left.sealed.encode() in bytes_under(root)
    assert WORDS.encode() not in bytes_under(root)
    with serving(FakeCentre(tmp_path / "repository").folder) as server:
        fake = FakeDeviceApi(FakeCentre(tmp_path / "r"), server, public=key.public)
        http = Http(ca_file=None, read_timeout_s=2, total_timeout_s=5)
        courier = courier_of(root, http, server.url, key)
        taken = server.posts["/device/evidence"]
        server.posts["/device/evidence"] = lambda _: Reply(
            status=500, body=error_body("broken", "坏了")
        )
        with pytest.raises(HttpFailed):
            courier.deliver()
        assert waiting(root) == 1
        server.posts["/device/evidence"] = taken
        courier.deliver()
        courier.deliver()
        http.close()

    records = [link.record for chain in fake.chains.values() for link in chain]
    [record] = [one for one in records if isinstance(one, QuestionLeft)]
    assert opened_question(record, opening) == asked
    assert waiting(root) == 0
    assert left.sealed.encode() not in bytes_under(root)
    assert writers_in(root) == (other.writer,)
    other.close()


def test_a_chain_that_holds_nothing_yet_is_not_erased(tmp_path: Path) -> None:
    # The kiosk may be writing it at this very moment.
    clock, key = SystemClock(), SigningKey.generate()
    root = tmp_path / "device"
    root.mkdir()
    leave(root, sealed_question(question(clock), OpeningKey.generate().public), clock)
    [writer] = writers_in(root)
    with closing(sqlite3.connect(path_of(root, writer))) as connection:
        connection.execute("DELETE FROM records")
        connection.commit()
    with serving(FakeCentre(tmp_path / "repository").folder) as server:
        http = Http(ca_file=None, read_timeout_s=2, total_timeout_s=5)
        courier = courier_of(root, http, server.url, key)
        courier.deliver()
        http.close()

    assert writers_in(root) == (writer,)


def test_a_disk_that_refuses_keeps_no_question_and_says_so(tmp_path: Path) -> None:
    clock = SystemClock()
    left = sealed_question(question(clock), OpeningKey.generate().public)

    with pytest.raises(QuestionNotKept) as refused:
        leave(tmp_path / "missing", left, clock)

    assert "咨询台" in str(refused.value)


def test_no_more_wait_than_a_disk_should_hold(tmp_path: Path) -> None:
    clock = SystemClock()
    left = sealed_question(question(clock), OpeningKey.generate().public)
    for number in range(MOST_WAITING):
        path_of(tmp_path, f"voice-{number:08x}").touch()

    with pytest.raises(QuestionNotKept):
        leave(tmp_path, left, clock)


def test_a_disk_that_cannot_erase_is_told(tmp_path: Path) -> None:
    path_of(tmp_path, "voice-1").mkdir()

    with pytest.raises(DiskRefused):
        erase(tmp_path, "voice-1")


def test_only_chains_of_questions_are_taken_for_one() -> None:
    assert is_question("voice-0a0b0c0d")
    assert not is_question("kiosk-0a0b0c0d")


class Waiting:
    """Be a question that waits on a device, beside a centre that takes it."""

    def __init__(self, folder: Path, http: Http, server: CentreServer) -> None:
        self.root = folder / "device"
        self.root.mkdir()
        self.clock, self.opening = SystemClock(), OpeningKey.generate()
        self.left = sealed_question(question(self.clock), self.opening.public)
        leave(self.root, self.left, self.clock)
        [self.writer] = writers_in(self.root)
        key = SigningKey.generate()
        self.fake = FakeDeviceApi(FakeCentre(folder / "r"), server, public=key.public)
        self.courier = courier_of(self.root, http, server.url, key)

    def told(self) -> list[Record]:
        """Deliver twice, and return what the centre has: a spoiled file is found
        by the first."""
        self.courier.deliver()
        self.courier.deliver()
        return [link.record for chain in self.fake.chains.values() for link in chain]


@pytest.fixture
def left(tmp_path: Path) -> Iterator[Waiting]:
    http = Http(ca_file=None, read_timeout_s=2, total_timeout_s=5)
    with serving(tmp_path / "repository") as server:
        yield Waiting(tmp_path, http, server)
    http.close()


def test_a_question_whose_file_is_destroyed_is_declared_and_nothing_stays(
    left: Waiting,
) -> None:
    path_of(left.root, left.writer).write_bytes(b"no database at all" * 100)

    [gap] = left.told()

    assert isinstance(gap, GapRecord)
    assert (gap.of_writer, gap.first_lost, gap.reason) == (left.writer, 1, "rebuilt")
    assert list(left.root.iterdir()) == []


def test_a_question_whose_file_is_gone_is_declared_as_well(left: Waiting) -> None:
    path_of(left.root, left.writer).unlink()

    [gap] = left.told()

    assert isinstance(gap, GapRecord)
    assert gap.of_writer == left.writer
    assert list(left.root.iterdir()) == []


def test_what_can_still_be_read_of_a_destroyed_one_reaches_the_centre(
    left: Waiting,
) -> None:
    condemn(left.root, left.writer)

    gap, record = left.told()

    assert isinstance(gap, GapRecord)
    assert record == left.left
    assert list(left.root.iterdir()) == []


def test_one_that_the_centre_had_before_is_no_loss(left: Waiting) -> None:
    path_of(left.root, left.writer).write_bytes(b"no database at all" * 100)
    condemn(left.root, left.writer, delivered_to=1)

    assert left.told() == []
    assert list(left.root.iterdir()) == []


def test_while_the_disk_refuses_a_lost_question_waits_and_others_do_not(
    left: Waiting,
) -> None:
    path_of(left.root, left.writer).write_bytes(b"no database at all" * 100)
    heir = path_of(left.root, f"voice-{sha256_hex(left.writer.encode())[:8]}")
    making = heir.with_name(f"{heir.name}.making")
    making.mkdir()
    with closing(open_outbox(left.root, "kiosk", left.clock)) as other:
        other.append(GoneReceipt(disclosure="d-1", at=left.clock.now()))
        during = left.told()
        making.rmdir()

        after = left.told()

    assert [type(record) for record in during] == [GoneReceipt]
    assert [type(record) for record in after] == [GoneReceipt, GapRecord]


def test_a_disk_on_which_no_flag_can_be_looked_for_holds_up_nothing(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    # A name for which there is a file, and none that is longer.
    room = 255 - len(path_of(tmp_path, f"{PROGRAM}-").name)
    path_of(tmp_path, f"{PROGRAM}-{'a' * room}").touch()

    follow_lost(tmp_path, SystemClock())

    assert "cannot be looked for" in caplog.text


def test_a_question_that_was_erased_is_not_taken_for_lost(tmp_path: Path) -> None:
    clock = SystemClock()
    sealed = sealed_question(question(clock), OpeningKey.generate().public)
    leave(tmp_path, sealed, clock)
    [writer] = writers_in(tmp_path)

    erase(tmp_path, writer)
    follow_lost(tmp_path, clock)

    assert list(tmp_path.iterdir()) == []
