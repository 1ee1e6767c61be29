import os
import sys
from pathlib import Path

import pytest

from sync_agent.disk import DiskProblem, DiskRefused
from sync_agent.inner.downloads import MOST_BYTES, Downloads, Wanted
from sync_agent.inner.errors import Flaw, ReleaseRefused
from sync_agent.inner.http import Http
from sync_agent.inner.http_errors import AnswerRefused, CentreUnreachable, HttpFailed
from sync_agent.layout import Layout
from tests.fakes.centre_repository import FakeCentre
from tests.fakes.centre_server import CentreServer, Reply

DATA = b"".join(number.to_bytes(4) for number in range(1000))
PORTAL = b"<html>welcome</html>"


class Desk:
    """Be a device's downloads, with the centre that they come from."""

    def __init__(self, root: Path, http: Http, server: CentreServer) -> None:
        self.layout = Layout(root)
        self.server = server
        self.centre = FakeCentre(server.folder)
        self.http = http

    def downloads(self, *, at_once: int = 4, spare_bytes: int = 0) -> Downloads:
        return Downloads(
            http=self.http,
            repository_url=self.server.repository_url,
            layout=self.layout,
            at_once=at_once,
            spare_bytes=spare_bytes,
        )

    def put(self, data: bytes = DATA) -> Wanted:
        """Lay a file among the centre's assets."""
        return Wanted.of(self.centre.put(data))

    def part(self, file: Wanted, data: bytes) -> Path:
        """Leave what an earlier attempt left."""
        self.layout.incoming.mkdir(exist_ok=True)
        path = self.layout.incoming / f"{file.sha256}.part"
        path.write_bytes(data)
        return path

    def answering(self, file: Wanted, reply: Reply) -> None:
        """Let the centre answer something else for a file."""
        path = f"/repository/assets/{file.sha256[:2]}/{file.sha256}"
        self.server.replies[path] = reply

    def holds(self, *files: Wanted) -> list[bool]:
        return [self.layout.assets.holds(file.sha256, file.length) for file in files]

    def left(self) -> list[int]:
        """Return the lengths of what is on its way."""
        return [path.stat().st_size for path in self.layout.incoming.glob("*")]


@pytest.fixture
def desk(tmp_path: Path, http: Http, server: CentreServer) -> Desk:
    """Give a device with an empty folder."""
    root = tmp_path / "device"
    root.mkdir()
    return Desk(root, http, server)


@pytest.mark.parametrize("at_once", [1, 4])
def test_files_come_under_their_own_names(desk: Desk, at_once: int) -> None:
    files = [desk.put(bytes([number]) * 100) for number in range(6)]

    desk.downloads(at_once=at_once).fetch(files)

    assert desk.holds(*files) == [True] * 6
    assert desk.left() == []


def test_a_file_that_is_here_is_not_asked_for(desk: Desk) -> None:
    file = desk.put()
    desk.downloads().fetch([file, file])
    desk.downloads().fetch([file])

    assert len(desk.server.asked) == 1


def test_a_file_of_unknown_length_comes_too(desk: Desk) -> None:
    file = Wanted(desk.put().sha256)

    desk.downloads().fetch([file])

    assert desk.holds(file) == [True]


def test_a_download_goes_on_where_it_broke_off(desk: Desk) -> None:
    file = desk.put()
    desk.part(file, DATA[:1500])

    desk.downloads().fetch([file])

    assert desk.layout.assets.read(file.sha256) == DATA
    assert [h["Range"] for h in desk.server.asked_with] == ["bytes=1500-"]


def test_a_centre_that_cannot_go_on_sends_the_whole_file(desk: Desk) -> None:
    file = desk.put()
    desk.part(file, DATA[:1500])
    desk.answering(file, Reply(body=DATA))

    desk.downloads().fetch([file])

    assert desk.layout.assets.read(file.sha256) == DATA


def test_a_part_that_is_whole_already_needs_no_centre(desk: Desk) -> None:
    file = desk.put()
    desk.part(file, DATA)

    desk.downloads().fetch([file])

    assert desk.holds(file) == [True]
    assert desk.server.asked == []


@pytest.mark.parametrize("at", ["end", "middle"])
@pytest.mark.parametrize("status", [206, 416])
def test_a_spoiled_part_costs_one_attempt(desk: Desk, at: str, status: int) -> None:
    file = desk.put()
    desk.part(file, DATA + b"more" if at == "end" else b"x" + DATA[1:1000])
    if status == 416:
        desk.answering(file, Reply(status=416))

    with pytest.raises(ReleaseRefused if status == 206 else AnswerRefused):
        desk.downloads().fetch([file])

    assert desk.holds(file) == [False]
    assert desk.left() == []
    desk.server.replies.clear()
    desk.downloads().fetch([file])
    assert desk.holds(file) == [True]


@pytest.mark.parametrize("status", [403, 404])
def test_a_file_that_the_centre_lacks_spoils_the_release(
    desk: Desk, status: int
) -> None:
    file = desk.put()
    desk.answering(file, Reply(status=status, body=PORTAL))

    with pytest.raises(ReleaseRefused, match="缺文件") as refusal:
        desk.downloads().fetch([file])

    assert refusal.value.flaw is Flaw.MISSING_FILE
    assert desk.left() == []


@pytest.mark.parametrize("status", [204, 302, 401, 500, 503])
def test_another_answer_is_tried_again_and_spoils_nothing(
    desk: Desk, status: int
) -> None:
    file = desk.put()
    part = desk.part(file, DATA[:1500])
    desk.answering(file, Reply(status=status, headers={"Location": "/login"}))

    with pytest.raises(AnswerRefused) as failure:
        desk.downloads().fetch([file])

    assert failure.value.status == status
    assert part.read_bytes() == DATA[:1500]
    assert len(desk.server.asked) == 1


@pytest.mark.parametrize("body", [PORTAL, PORTAL * 1000, bytes(len(DATA))])
def test_a_captive_portal_s_page_never_gets_a_file_s_name(
    desk: Desk, body: bytes
) -> None:
    file = desk.put()
    desk.answering(file, Reply(body=body))

    with pytest.raises(ReleaseRefused) as refusal:
        desk.downloads().fetch([file])

    assert refusal.value.flaw is Flaw.WRONG_FILE
    assert desk.holds(file) == [False]
    assert desk.left() == []


def test_what_came_before_a_cut_is_kept(desk: Desk) -> None:
    file = desk.put()
    desk.answering(file, Reply(body=DATA, cut_after=1500))

    with pytest.raises(CentreUnreachable):
        desk.downloads().fetch([file])

    assert desk.left() == [1500]
    desk.server.replies.clear()
    desk.downloads().fetch([file])
    assert desk.layout.assets.read(file.sha256) == DATA


def test_one_file_that_fails_does_not_undo_the_others(desk: Desk) -> None:
    good, bad = desk.put(), desk.put(b"bad")
    desk.answering(bad, Reply(status=503))

    with pytest.raises(HttpFailed) as failed:
        desk.downloads(at_once=1).fetch([good, bad])

    assert desk.holds(good, bad) == [True, False]
    assert failed.value.brought == 1


def test_what_came_before_a_failure_lasts(desk: Desk) -> None:
    good, bad = desk.put(), desk.put(b"bad")
    desk.answering(bad, Reply(status=503))
    home = desk.layout.assets.path_of(good.sha256).parent
    synced: list[str] = []
    listening = True

    def hear(event: str, told: tuple[object, ...]) -> None:
        if listening and event == "open" and int(str(told[2])) & os.O_DIRECTORY:
            synced.append(str(told[0]))

    sys.addaudithook(hear)
    with pytest.raises(HttpFailed):
        desk.downloads(at_once=1).fetch([good, bad])
    listening = False

    assert {str(home), str(home.parent)} <= set(synced)


def test_room_that_records_need_is_not_taken(desk: Desk) -> None:
    file = desk.put()

    with pytest.raises(DiskRefused, match="磁盘已满") as refusal:
        desk.downloads(spare_bytes=2**62).fetch([file])

    assert refusal.value.problem is DiskProblem.FULL
    assert desk.server.asked == []


def test_a_disk_that_fills_up_meanwhile_spoils_nothing(desk: Desk) -> None:
    file = desk.put()
    part = desk.part(file, b"")
    part.unlink()
    part.symlink_to("/dev/full")

    with pytest.raises(DiskRefused) as refusal:
        desk.downloads().fetch([file])

    assert refusal.value.problem is DiskProblem.FULL
    assert desk.holds(file) == [False]
    part.unlink()
    desk.downloads().fetch([file])
    assert desk.holds(file) == [True]


def test_a_folder_that_cannot_be_made_is_the_disk_s_refusal(desk: Desk) -> None:
    desk.layout.incoming.write_text("in the way of the folder")

    with pytest.raises(DiskRefused):
        desk.downloads().fetch([desk.put()])


def test_a_file_of_unknown_length_has_a_highest_one(desk: Desk) -> None:
    file = Wanted(desk.put().sha256)
    longer = Reply(body=bytes(MOST_BYTES + 9), cut_after=MOST_BYTES + 1)
    desk.answering(file, longer)

    with pytest.raises(ReleaseRefused) as refusal:
        desk.downloads().fetch([file])

    assert refusal.value.flaw is Flaw.WRONG_FILE
    assert desk.left() == []
