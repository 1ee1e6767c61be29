"""Hold a county that has gone the way to approvers' own keys: lists, keys, holders."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.orm import Session

from config.centre import OwnKeys
from programme.approval import Decision, People
from publishing.release.others import people_of
from publishing.release.people import settling_all, to_be_signed
from publishing.release.signing_request import SigningRequest
from publishing.signing.own_word import Assertion, OwnWord
from publishing.staff.security_keys import Registered
from tests.fakes.authenticator import Authenticator
from tests.fakes.delivery import TIME_KEY, Delivery, new_delivery
from tests.fakes.desk import County
from tests.fakes.holders import PEOPLE, pass_over, preparing, signed
from tests.fakes.signed_forms import PHRASE

OWN = OwnWord(passphrase=PHRASE)


class LateList:
    """Be the list of people of a delivery that is made after its county."""

    def __init__(self) -> None:
        self.delivery: Delivery | None = None

    def __call__(self, session: Session) -> People:
        """Return the list as devices have it."""
        assert self.delivery is not None
        return self.delivery.makers.people(session)


@contextmanager
def delivery_on_the_way(folder: Path) -> Iterator[Delivery]:
    """Give a county whose list offline keys sign, and that wants no own keys yet."""
    late = LateList()
    with new_delivery(folder, asks_people=late) as delivery:
        late.delivery = delivery
        pass_over(delivery)
        yield delivery


def wanted(county: County, own_keys: OwnKeys) -> People:
    """Return what the centre names by itself, with this setting."""
    key = county.services.approval_key
    return people_of(approval=key, time=TIME_KEY, own_keys=own_keys)


def listed_next(
    delivery: Delivery, own_keys: OwnKeys = OwnKeys.APPROVERS, *, hanging: bool = False
) -> People | None:
    """Return the list as it should be next; None: nothing is new."""
    county = delivery.county
    now, before = county.clock.now(), delivery.repository.signed_people()
    assert before is not None
    with county.database.reading() as session:
        people = to_be_signed(session, wanted(county, own_keys), before, now=now)
        if not hanging:
            return people
        base = before.model_copy(update={"version": before.version + 1})
        return settling_all(session, people or base, now=now)


def asked_for(
    delivery: Delivery, own_keys: OwnKeys = OwnKeys.APPROVERS
) -> SigningRequest:
    """Return the signed request for the next list, that nobody has imported yet."""
    people = listed_next(delivery, own_keys)
    assert people is not None
    return _signed(delivery, people)


def sign_list(
    delivery: Delivery, own_keys: OwnKeys = OwnKeys.APPROVERS, *, hanging: bool = False
) -> People | None:
    """Have two holders sign the list as it should be; None: nothing was new."""
    people = listed_next(delivery, own_keys, hanging=hanging)
    if people is not None:
        request = _signed(delivery, people)
        delivery.repository.admit(request, delivery.county.clock.now())
    return people


def _signed(delivery: Delivery, people: People) -> SigningRequest:
    now = delivery.county.clock.now()
    request = preparing(delivery.places.folder, now).new_people(people)
    return signed(request, PEOPLE[:2])


def with_approvers_key(delivery: Delivery) -> Delivery:
    """Give the approver a key of their own, on a list that wants it."""
    approver = delivery.county.people["approver"]
    delivery.county.cases.keys.make(approver, passphrase=PHRASE)
    assert sign_list(delivery) is not None
    return delivery


DEVICE = Authenticator("mingbai.example")


def pressed(decision: Decision) -> Assertion:
    """Press the approver's security key over a decision."""
    made = DEVICE.approve(decision)
    return Assertion(
        key=made.key,
        decided_at=decision.decided_at,
        authenticator_data=made.authenticator_data,
        client_data_json=made.client_data_json,
        signature=made.signature,
    )


def with_security_key(delivery: Delivery) -> Delivery:
    """Give the approver a security key as well, on a list that names it."""
    approver, cases = delivery.county.people["approver"], delivery.county.cases
    asked = cases.security_keys.invite(approver, host=DEVICE.relying_party)
    told = Registered(asked_at=asked.asked_at, **DEVICE.registration(asked.challenge))
    made = cases.security_keys.register(
        approver, told, host=DEVICE.relying_party, label="办公室那把"
    )
    cases.vouching.vouch(delivery.county.people["admin"], made.key_id)
    sign_list(delivery)
    return delivery
