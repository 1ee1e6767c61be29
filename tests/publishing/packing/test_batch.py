import random
import zlib
from datetime import timedelta

from hypothesis import given, settings, strategies as st

from programme.canonical import sha256_hex
from programme.chain import GENESIS, digest_of, link
from programme.enrolment import PURPOSE_BATCH
from programme.envelope import Envelope, seal
from programme.glass import GlassCheck, GlassOutcome
from programme.keys import SigningKey
from programme.records import Batch, EndReason, GoneReceipt, PlayRecord, Record
from publishing.packing.batch import MAGIC, head_of, packed, unpacked_bytes
from publishing.packing.shapes import shape_of
from tests.fakes.delivery import play
from tests.fakes.hand_clock import NOON

KEY = SigningKey(bytes(range(32)))
MS = timedelta(milliseconds=1)


def batch_of(records: list[Record], first: int = 1) -> tuple[Batch, bytes]:
    links, previous = [], GENESIS if first == 1 else "7" * 64
    for number, record in enumerate(records, first):
        links.append(link(record, number=number, previous=previous))
        previous = digest_of(links[-1])
    batch = Batch(
        device="qinghe-hall-screen-1", writer="player-1a2b3c4d", records=tuple(links)
    )
    return batch, seal(batch, PURPOSE_BATCH, KEY).canonical()


def shapes_of(records: list[Record]) -> dict[str, int]:
    shapes = sorted({shape for one in records if (shape := shape_of(one))})
    return {shape: number for number, shape in enumerate(shapes, 200)}


def heads_of(batch: Batch, body: bytes) -> dict[str, int]:
    return {head_of(Envelope.parse(body), batch): 7}


def loop(count: int, chance: random.Random) -> list[Record]:
    """Play thirty slides in turn, as a screen does, and read some of them back."""
    records: list[Record] = []
    at = NOON
    for turn in range(count):
        name = sha256_hex(b"%d" % (turn % 30))
        late, long = chance.randrange(8, 40), chance.randrange(-9, 20)
        shown = play(
            f"qinghe-d-{name[:12]}", name, page=turn % 30 + 1, at=at + late * MS
        )
        to_at = shown.from_at + 12_000 * MS + long * MS
        records.append(
            shown.model_copy(update={"to_at": to_at, "monotonic_ms": 12_001})
        )
        if turn % 10 == 3:
            records.append(check_of(shown))
        at += timedelta(seconds=12)
    return records


def check_of(shown: PlayRecord) -> GlassCheck:
    return GlassCheck(
        disclosure=shown.disclosure,
        manifest=shown.manifest,
        page=shown.page,
        programme_version=7,
        at=shown.from_at + 20 * MS,
        outcome=GlassOutcome.SAME,
        expected="c" * 64,
        found="c" * 64,
        took_ms=41,
    )


def test_a_quarter_of_an_hour_of_play_takes_less_than_ten_bytes_a_play() -> None:
    records = loop(60, random.Random(5))  # noqa: S311 - to be drawn again
    batch, body = batch_of(records, first=4001)
    shapes = shapes_of(records)

    small = packed(body, batch, shapes | heads_of(batch, body))

    assert small.startswith(MAGIC)
    assert len(small) / 60 < 9
    assert len(zlib.compress(body, 6)) / 60 > 150


PLAYS = st.builds(
    play,
    disclosure=st.sampled_from(["d-1", "d-2"]),
    manifest=st.sampled_from(["a" * 64, "b" * 64]),
    page=st.integers(1, 3),
    at=st.integers(-(10**12), 10**12).map(lambda ms: NOON + ms * MS),
    seconds=st.integers(0, 100_000),
    reason=st.sampled_from(EndReason),
)
CHECKS = PLAYS.map(check_of)
GONE = st.just(GoneReceipt(disclosure="d-1", at=NOON))


# REQ-75, F31
@settings(max_examples=60, deadline=None)
@given(st.lists(PLAYS | CHECKS | GONE, min_size=1, max_size=12), st.data())
def test_whatever_is_in_a_batch_its_very_bytes_come_back(
    records: list[Record], data: st.DataObject
) -> None:
    batch, body = batch_of(records, first=data.draw(st.sampled_from([1, 90_001])))
    shapes = shapes_of(records)
    unknown = data.draw(st.sets(st.sampled_from(sorted(shapes)))) if shapes else set()
    numbers = {shape: n for shape, n in shapes.items() if shape not in unknown}

    if data.draw(st.booleans()):
        numbers |= heads_of(batch, body)
    known = {number: shape for shape, number in numbers.items()}
    kept = packed(body, batch, numbers)

    assert unpacked_bytes(kept, known.__getitem__) == body


def test_a_batch_of_an_older_centre_is_read_as_it_was_kept() -> None:
    _, body = batch_of([GoneReceipt(disclosure="d-1", at=NOON)])

    assert unpacked_bytes(zlib.compress(body, 6), lambda _: "") == body
