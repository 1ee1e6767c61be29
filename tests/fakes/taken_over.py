"""Hold a county that wants own keys, one of its devices, and who took its centre over.

The thief has all that a centre's machine and its backups hold: every everyday key, the
approval key too, the database with the approver's sealed key, and all that was ever
signed. What is carried away offline the thief has not.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from directory.model import Directory
from directory.places import Place, Places as Words
from programme.approval import (
    Approval,
    CentreApproval,
    Decision,
    Ed25519Approval,
    GroupUnit,
    KeyKind,
    KeyOffice,
    People,
    PersonKey,
    RecordedApproval,
    RecordedStatement,
    Role,
)
from programme.clock import SystemClock
from programme.echo import RequestOffice
from programme.keys import SigningKey, key_id
from programme.programme import Entry
from publishing.release.ceremony import Places, hold_ceremony
from publishing.release.disk import RealDisk
from publishing.release.keyring import read_key, signer_of
from publishing.release.metadata import Lifetimes
from publishing.release.preparing import Preparing
from publishing.release.reading import RepositoryFolder
from publishing.release.signing_request import sign_request
from publishing.staff.sealing import Sealed, seal
from sync_agent.inner.errors import ReleaseRefused
from sync_agent.inner.http import Http
from sync_agent.layout import Layout
from tests.fakes.authenticator import Authenticator
from tests.fakes.centre_server import serving
from tests.fakes.ceremony_centre import CeremonyCentre, Thief
from tests.fakes.device import Device, MovedClock
from tests.fakes.group_publication import GROUP, HALL, MADE_AT, Publication

APPROVER = "person-a"
PASSPHRASE = "柳坞村口的老樟树底下乘凉"  # noqa: S105 - a test's own
OWNER = f"mingbai.staff-key/1 {APPROVER}"
WORDS = Words(
    places=(
        Place(
            unit="qinghe",
            name="清禾县",
            register_name="清禾县",
            hall=HALL,
            office=RequestOffice(
                place="1 楼 5 号窗口", telephone="0555-010-0005", form="窗口领表"
            ),
        ),
    )
)
"""What two people approved that displays say beside disclosures."""
TOKEN = Authenticator("centre.example", Ed25519PrivateKey.generate())


@dataclass(slots=True)
class Takeover:
    """Hold what belongs to whom, and count what a screen showed unapproved."""

    centre: CeremonyCentre
    device: Device
    thief: Thief
    own: SigningKey
    sealed: Sealed
    approved: set[str] = field(default_factory=set)
    unapproved: int = 0

    def sync(self) -> bool:
        """Let the device sync; say whether it took the release as one of its county."""
        taken = True
        try:
            self.device.sync.run(force=True)
        except ReleaseRefused:
            taken = False
        held = self.device.held()
        self.unapproved += len(set(self.device.shown()) - self.approved)
        self.unapproved += len(held.programme.overrides())
        self.unapproved += len(held.programme.stops)
        return taken

    def entry(self, disclosure: str, *approvals: Approval) -> Entry:
        """Return an entry of the thief's own writing, with these last signatures."""
        made = self.thief.approved(disclosure)
        review = self.thief.approvals(made.manifest.sha256)[0]
        return made.model_copy(update={"approvals": (review, *approvals)})

    def digest(self, disclosure: str) -> str:
        """Return the digest of the manifest that the thief writes."""
        return self.thief.approved(disclosure).manifest.sha256


def decision(subject: str) -> Decision:
    """Return what the approver would have to sign."""
    return Decision(
        subject=subject,
        person=APPROVER,
        name="批准人",
        role=Role.APPROVER,
        decided_at=MADE_AT,
    )


def by_centre(subject: str, key: SigningKey) -> CentreApproval:
    """Sign an approver's decision with a key of the centre."""
    said = decision(subject)
    return CentreApproval(
        decision=said, key=key_id(key.public), signature=key.sign(said.canonical())
    )


def by_meeting(subject: str, key: SigningKey) -> RecordedApproval:
    """Sign a meeting's decision with a key of the centre."""
    told = RecordedStatement(
        decision=decision(subject),
        record=subject,
        entered_by=APPROVER,
        entered_by_name="批准人",
    )
    return RecordedApproval(
        decision=told.decision,
        record=told.record,
        entered_by=told.entered_by,
        entered_by_name=told.entered_by_name,
        key=key_id(key.public),
        signature=key.sign(told.canonical()),
    )


def by_own(subject: str, key: SigningKey, *, named: str = "") -> Ed25519Approval:
    """Sign with a key under a passphrase, passed off as another if a name is given."""
    said = decision(subject)
    return Ed25519Approval(
        decision=said,
        key=named or key_id(key.public),
        signature=key.sign(said.canonical()),
    )


@contextmanager
def taken_over(folder: Path, *, security_keys_only: bool = False) -> Iterator[Takeover]:
    """Give a device that shows d-1 and d-2 when everything but people is stolen."""
    places = Places(folder=folder / "centre")
    hold_ceremony(
        places,
        county="qinghe",
        names=["127.0.0.1"],
        now=SystemClock().now(),
        disk=RealDisk(),
        lifetimes=Lifetimes(),
    )
    centre, own = CeremonyCentre(places), SigningKey.generate()
    _list_own_keys(centre, own, security_keys_only=security_keys_only)
    entries = [
        _approved(centre, own, one, security_keys_only) for one in ("d-1", "d-2")
    ]
    directory = _approved_directory(centre, own, security_keys_only)
    centre.publish(Publication(entries=entries, directory=directory))
    (folder / "device").mkdir()
    http = Http(ca_file=None, read_timeout_s=30.0, total_timeout_s=30.0)
    with serving(centre.folder) as server:
        device = Device(
            layout=Layout(folder / "device"),
            centre=centre,
            server=server,
            http=http,
            clock=MovedClock(),
        )
        device.sync.run()
        thief = Thief(places, folder / "thief")
        thief.approval_key = centre.approval_key
        thief.programme_version = 1_000
        server.folder = thief.folder
        yield Takeover(
            centre=centre,
            device=device,
            thief=thief,
            own=own,
            sealed=seal(own.raw, PASSPHRASE, owner=OWNER),
            approved={"d-1", "d-2"},
        )
        device.outbox.close()
    http.close()


def _approved(
    centre: CeremonyCentre, own: SigningKey, disclosure: str, with_token: bool
) -> Entry:
    made = centre.approved(disclosure)
    subject = made.manifest.sha256
    last = TOKEN.approve(decision(subject)) if with_token else by_own(subject, own)
    return made.model_copy(update={"approvals": (made.approvals[0], last)})


def _approved_directory(
    centre: CeremonyCentre, own: SigningKey, with_token: bool
) -> Directory:
    """Return the directory with the words of hall and office, as two people said."""
    made = centre.directory(places=WORDS)
    review, said = centre.approvals(made.matter())[0], decision(made.matter())
    last = TOKEN.approve(said) if with_token else by_own(made.matter(), own)
    return made.model_copy(update={"approvals": (review, last)})


def _list_own_keys(
    centre: CeremonyCentre, own: SigningKey, *, security_keys_only: bool
) -> None:
    """Have two holders sign a list that wants the approver's own key."""
    offices = (KeyOffice(unit="qinghe", roles=(Role.APPROVER,)),)
    token = PersonKey(
        kind=KeyKind.WEBAUTHN,
        id=key_id(TOKEN.public),
        public=TOKEN.public,
        person=APPROVER,
        roles=(),
        relying_party=TOKEN.relying_party,
        offices=offices,
    )
    under_phrase = PersonKey(
        kind=KeyKind.ED25519,
        id=key_id(own.public),
        public=own.public,
        person=APPROVER,
        roles=(),
        offices=() if security_keys_only else offices,
    )
    listed = RepositoryFolder(centre.folder).signed_people()
    assert listed is not None
    people = People.model_validate(
        listed.model_dump()
        | {
            "version": listed.version + 1,
            "keys": (*listed.keys, token, under_phrase),
            "accepted_kinds": (*listed.accepted_kinds, "ed25519", "webauthn"),
            "own_keys": (Role.APPROVER,),
            "own_words": True,
            "groups": (GroupUnit(group=GROUP, unit="qinghe"),),
        }
    )
    now = SystemClock().now()
    preparing = Preparing(
        folder=RepositoryFolder(centre.folder), now=now, lifetimes=Lifetimes()
    )
    request = preparing.new_people(people)
    for name in ("people-1", "people-2"):
        sign_request(request, signer_of(read_key(centre.places.offline, name)))
    centre.admit(request, now)
