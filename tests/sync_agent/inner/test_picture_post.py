from collections.abc import Iterator
from pathlib import Path

import pytest

from programme.canonical import sha256_hex
from programme.keys import SigningKey
from sync_agent.captures import Captures
from sync_agent.inner.device_api import DeviceApi
from sync_agent.inner.http import Http
from sync_agent.inner.http_errors import AnswerRefused
from sync_agent.inner.picture_post import PART_BYTES, PicturePost
from tests.fakes.centre_repository import FakeCentre
from tests.fakes.centre_server import Reply, serving
from tests.fakes.running_agent import DEVICE, FakeDeviceApi

PICTURE = bytes(range(256)) * 300
BUDGET = 10_000_000


class Bench:
    def __init__(self, root: Path, fake: FakeDeviceApi, post: PicturePost) -> None:
        self.captures = Captures(root)
        self.fake = fake
        self.post = post


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    key = SigningKey.generate()
    centre = FakeCentre(tmp_path / "repository")
    with serving(centre.folder) as server:
        fake = FakeDeviceApi(centre, server, public=key.public)
        http = Http(ca_file=None, read_timeout_s=2, total_timeout_s=5)
        api = DeviceApi(http, server.url, key)
        root = tmp_path / "device"
        yield Bench(root, fake, PicturePost(Captures(root), api=api, device=DEVICE))
        http.close()


def test_a_picture_is_delivered_whole_and_forgotten_one_a_round(bench: Bench) -> None:
    names = [
        bench.captures.keep(PICTURE + bytes([n]), budget_bytes=BUDGET) for n in (1, 2)
    ]

    bench.post.deliver_one()

    [delivered] = bench.fake.pictures
    assert sha256_hex(bench.fake.pictures[delivered]) == delivered
    assert set(bench.captures.waiting()) == set(names) - {delivered}


def test_a_delivery_that_broke_off_goes_on_from_where_the_centre_is(
    bench: Bench,
) -> None:
    name = bench.captures.keep(PICTURE, budget_bytes=BUDGET)
    bench.fake.break_off_at = PART_BYTES
    with pytest.raises(AnswerRefused):
        bench.post.deliver_one()
    had = len(bench.fake.pictures[name])

    bench.post.deliver_one()

    assert had == PART_BYTES
    assert bench.fake.pictures[name] == PICTURE
    assert bench.captures.waiting() == ()


def test_a_picture_whose_record_was_lost_is_given_up_after_a_few_rounds(
    bench: Bench,
) -> None:
    bench.captures.keep(PICTURE, budget_bytes=BUDGET)
    bench.fake.unknown_pictures = True

    bench.post.deliver_one()
    bench.post.deliver_one()
    waited = bench.captures.waiting()
    bench.post.deliver_one()

    assert len(waited) == 1
    assert bench.captures.waiting() == ()


def test_pictures_wait_where_the_centre_takes_none(bench: Bench) -> None:
    bench.captures.keep(PICTURE, budget_bytes=BUDGET)
    bench.fake.server.posts["/device/capture"] = lambda _: Reply(status=404)

    bench.post.deliver_one()

    assert len(bench.captures.waiting()) == 1


def test_a_damaged_picture_is_given_up_and_nothing_of_it_is_sent(
    bench: Bench, tmp_path: Path
) -> None:
    name = bench.captures.keep(PICTURE, budget_bytes=BUDGET)
    [place] = (tmp_path / "device" / "captures").rglob(name)
    place.write_bytes(b"else")

    bench.post.deliver_one()

    assert bench.fake.pictures == {}
    assert bench.captures.waiting() == ()
