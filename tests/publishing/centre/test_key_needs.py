from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from publishing.centre.key_needs import KeyNeedsReader
from publishing.duties.keys import KeyNeeds
from tests.fakes.delivery import Delivery, new_delivery
from tests.fakes.hand_clock import NOON
from tests.fakes.holders import pass_over
from tests.fakes.signed_forms import with_keys

PHRASE = "柳坞村口的老樟树底下乘凉"
NEAR_THE_END = NOON + timedelta(days=36_499)


@pytest.fixture
def delivery(tmp_path: Path) -> Iterator[Delivery]:
    """Give a county whose roles are good for a century."""
    with new_delivery(tmp_path) as made:
        yield made


def needs(delivery: Delivery, at: datetime = NOON) -> KeyNeeds:
    reader = KeyNeedsReader(delivery.repository, delivery.makers)
    with delivery.county.database.reading() as session:
        found = reader.ask(session, at)
        assert reader.ask(session, at) == found
    return found


def test_what_ends_soon_is_named_with_who_signs_it(delivery: Delivery) -> None:
    assert needs(delivery) == KeyNeeds()

    found = {one.name: one.offline for one in needs(delivery, NEAR_THE_END).endings}

    online = {"分桶": False, "快照": False, "时间戳": False}
    assert found == {"根文件": True, "委托文件": True, **online}


def test_a_new_key_waits_for_the_holders_where_they_sign_the_list(
    delivery: Delivery,
) -> None:
    with_keys(delivery.county)
    assert not needs(delivery).people_wait, "the centre publishes the list itself"
    pass_over(delivery)
    assert not needs(delivery).people_wait

    drafter = delivery.county.people["drafter"]
    delivery.county.cases.keys.make(drafter, passphrase=PHRASE)

    assert needs(delivery).people_wait
    ending = {one.name for one in needs(delivery, NEAR_THE_END).endings}
    assert {"人员名单", "分桶文件"} <= ending


def test_a_repository_that_cannot_be_read_asks_for_nothing(delivery: Delivery) -> None:
    (delivery.repository.metadata_folder / "timestamp.json").unlink()

    assert needs(delivery, NEAR_THE_END) == KeyNeeds()
