"""Give the demo's approvers and clerks keys of their own, and have them listed.

In a county the list is signed on other machines by people who carry the offline keys
away; the demo has them all at hand.
"""

import io
import json
from collections.abc import Iterable, Mapping
from contextlib import redirect_stdout

from demo.desk import Desk
from demo.places import Places
from publishing.release.ceremony import PEOPLE_KEYS, PEOPLE_THRESHOLD
from publishing.release.commands import import_, sign
from publishing.release.request_commands import people

OWNERS = ("pizhun", "pizhun2", "fabu", "qicao")
"""The two approvers, and two clerks who attest what was signed on paper."""


def make_keys(
    places: Places, passwords: Mapping[str, str], phrases: Mapping[str, str]
) -> None:
    """Let everybody who has a passphrase make their key, and have the list signed."""
    for login, phrase in phrases.items():
        with Desk(places.centre_url, places.authority) as desk:
            desk.sign_in(login, passwords[login])
            desk.post("/api/key", {"passphrase": phrase})
    keep_passphrases(places, phrases)
    _have_the_list_signed(places)


def keep_passphrases(places: Places, phrases: Mapping[str, str]) -> None:
    """Keep the passphrases for a second start, readable by the owner only."""
    places.passphrases.touch(mode=0o600)
    places.passphrases.write_text(json.dumps(phrases, indent=1), encoding="utf-8")


def known_passphrases(places: Places) -> dict[str, str]:
    """Return the passphrases of the demo's keys by login."""
    if not places.passphrases.exists():
        return {}
    kept: dict[str, str] = json.loads(places.passphrases.read_text("utf-8"))
    return kept


def _have_the_list_signed(places: Places) -> None:
    """Do the three steps of `docs/keys.md`; what they print is not for the demo."""
    request = places.folder / "people-request.json"
    with redirect_stdout(io.StringIO()):
        people(places.settings_file("centre"), request)
        for name in _holders():
            key = places.centre / "offline" / f"{name}.key"
            sign(request, key, yes=True)
        import_(places.centre, request)
    request.unlink()


def _holders() -> Iterable[str]:
    return PEOPLE_KEYS[:PEOPLE_THRESHOLD]
