"""Hold offline keys, and sign what the centre asks for."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from securesystemslib.signer import CryptoSigner

from publishing.release.ceremony import Places
from publishing.release.keyring import read_key, signer_of
from publishing.release.metadata import Lifetimes
from publishing.release.preparing import Preparing, next_people_version
from publishing.release.reading import RepositoryFolder
from publishing.release.signing_request import (
    SigningRequest,
    parse_request,
    sign_request,
)
from tests.fakes.delivery import Delivery

PEOPLE = [CryptoSigner.generate_ed25519() for _ in range(3)]
"""Three holders of the list of people."""
_CENTURY = Lifetimes(people_days=36500)


def preparing(folder: Path, now: datetime) -> Preparing:
    """Return what prepares requests for a repository."""
    return Preparing(
        folder=RepositoryFolder(folder / "repository"), now=now, lifetimes=_CENTURY
    )


def signed(request: SigningRequest, signers: Sequence[CryptoSigner]) -> SigningRequest:
    """Return a request as it comes back, signed by these."""
    carried = parse_request(request.to_bytes())
    for signer in signers:
        sign_request(carried, signer)
    return parse_request(carried.to_bytes())


def offline(places: Places, *names: str) -> list[CryptoSigner]:
    """Return signers from the files of a ceremony."""
    return [signer_of(read_key(places.offline, name)) for name in names]


def pass_over(delivery: Delivery) -> None:
    """Make the list of people a role of its own, as an older county does."""
    now = delivery.county.clock.now()
    ask = preparing(delivery.places.folder, now)
    with delivery.county.database.reading() as session:
        people = delivery.makers.people(session)
    version = next_people_version(ask.folder)
    people = people.model_copy(update={"version": version})
    request = ask.people_apart(people, [one.public_key for one in PEOPLE], 2)
    targets = offline(delivery.places, "targets")
    delivery.repository.admit(signed(request, [*targets, *PEOPLE[:2]]), now)
