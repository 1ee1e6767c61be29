from publishing.packing.batch import MAGIC
from publishing.packing.numbers import envelope_bytes
from publishing.tables.evidence import EvidenceBatch
from publishing.tables.glass import EvidenceShape
from tests.fakes.delivery import Delivery, play
from tests.fakes.intakes import count, painted, plays_of


# REQ-75
def test_kept_batches_name_a_slide_once_for_all_and_give_back_their_bytes(
    delivery: Delivery,
) -> None:
    one, two = delivery.enrolled(), delivery.enrolled(name="大厅二号屏")
    disclosure, manifest = painted(delivery, one, 30)
    two.add(*(link.record for link in one.links))
    bodies = {device.id: device.batch(device.links) for device in (one, two)}

    for body in bodies.values():
        delivery.conversations.take_evidence(body)

    with delivery.county.database.reading() as session:
        rows = list(session.query(EvidenceBatch))
        back = {row.device_id: envelope_bytes(session, row.body) for row in rows}
        plays = plays_of(session, one.id)
    assert all(row.body.startswith(MAGIC) for row in rows)
    assert back == bodies
    # One slide, and one chain of each device.
    assert count(delivery, EvidenceShape) == 3
    assert (plays[0].disclosure, plays[0].manifest) == (disclosure, manifest)


def test_a_device_cannot_fill_the_table_with_what_nobody_signed(
    delivery: Delivery,
) -> None:
    device = delivery.enrolled()
    device.add(*(play("d-1", "f" * 64, page=page) for page in range(1, 9)))

    delivery.conversations.take_evidence(device.batch(device.links))

    assert count(delivery, EvidenceShape) == 1
