import pytest

from programme.approval import People
from programme.canonical import sha256_hex
from programme.enrolment import PURPOSE_CHAIN_HEAD, PURPOSE_TIME, ChainHead
from programme.envelope import Envelope, seal
from programme.keys import SigningKey
from publishing.release.others import people_of
from sync_agent.inner.device_api import ChainAhead

KEY, OTHER = SigningKey.generate(), SigningKey.generate()
ASKED = sha256_hex(b"the batch")
HEAD = ChainHead(
    device="qinghe-device-1",
    writer="player-1",
    number=3,
    link=sha256_hex(b"the third"),
    asked=ASKED,
)
PEOPLE = people_of(approval=OTHER, time=KEY)


def lack(head: Envelope | None, *, number: int = 4, asked: str = ASKED) -> ChainAhead:
    return ChainAhead("url", 409, number=number, asked=asked, head=head)


def test_the_centres_signed_word_about_this_very_batch_counts() -> None:
    told = lack(seal(HEAD, PURPOSE_CHAIN_HEAD, KEY))

    assert told.signed_head(PEOPLE) == HEAD


@pytest.mark.parametrize(
    ("told", "people"),
    [
        (lack(None), PEOPLE),
        (lack(seal(HEAD, PURPOSE_CHAIN_HEAD, SigningKey.generate())), PEOPLE),
        (lack(seal(HEAD, PURPOSE_TIME, KEY)), PEOPLE),
        (lack(seal(HEAD, PURPOSE_CHAIN_HEAD, KEY), asked=sha256_hex(b"x")), PEOPLE),
        (lack(seal(HEAD, PURPOSE_CHAIN_HEAD, KEY), number=9), PEOPLE),
        (
            lack(seal(HEAD, PURPOSE_CHAIN_HEAD, KEY)),
            PEOPLE.model_copy(update={"keys": ()}),
        ),
    ],
)
def test_anything_else_leaves_the_chain_as_it_is(
    told: ChainAhead, people: People
) -> None:
    assert told.signed_head(people) is None
