"""Approve and release as the centre does, with real keys, for tests of a device.

A test says what is approved (`Publication`) and gets it on disk as the centre lays it
out; `tests.fakes.centre_server` serves it. No Pillow is needed: a page is a WebP head
that says its size.
"""

from datetime import date
from pathlib import Path

from directory.model import Directory, DirectoryShard
from directory.places import Places
from programme.approval import (
    CentreApproval,
    Decision,
    KeyKind,
    People,
    PersonKey,
    Role,
)
from programme.blocks import Paragraph, Revision
from programme.boards import (
    Attribute,
    Audience,
    Board,
    KindOfAct,
    Term,
)
from programme.canonical import sha256_hex
from programme.keys import SigningKey, key_id
from programme.mandate import Mandate
from programme.manifest import Manifest, PageImage, PanelPages
from programme.programme import (
    DIRECTORY_TARGET,
    PEOPLE_TARGET,
    Entry,
    Programme,
    Shard,
    SignedWithdrawal,
    Withdrawal,
    WithdrawalCause,
    progress_target_of,
    target_of,
)
from programme.window import End, FixedEnd, OpenEnd, Window
from tests.fakes.group_publication import GROUP, MADE_AT, PANEL, Publication
from tests.fakes.tuf_repository import FakeRepository
from tests.fakes.webp_heads import webp_page


class FakeCentre(FakeRepository):
    """Approve, sign and lay out releases in a folder."""

    decided_at = MADE_AT
    """When people sign."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.approval_key = SigningKey.generate()
        self.programme_version = 0
        self.people_version = 1

    def manifest(
        self, disclosure: str, *, pages: int = 1, **changes: object
    ) -> Manifest:
        """Return a manifest with pages, whose files lie among the assets."""
        revision = Revision(title=disclosure, blocks=(Paragraph(text=disclosure),))
        images = tuple(
            PageImage(
                asset=self.put(webp_page(seed=f"{disclosure} {number} {changes}")),
                pixels_sha256=sha256_hex(f"{disclosure} {number}".encode()),
                width=1520,
                height=824,
                dwell_s=15,
                words=disclosure,
            )
            for number in range(pages)
        )
        blocks = self.put(revision.canonical())
        plain = Manifest(
            disclosure=disclosure,
            revision=blocks.sha256,
            title=f"关于 {disclosure} 的公开",
            unit="qinghe-yunxi-liuwu",
            unit_name="清禾县云溪镇柳坞村",
            unit_lines=("云溪镇", "柳坞村"),
            board=Board.VILLAGE,
            category="村务",
            kind_of_act=KindOfAct.DISCLOSURE,
            attribute=Attribute.PROACTIVE,
            audience=Audience.EVERYONE,
            settled_on=date(2026, 11, 20),
            qr_target="https://centre.example/d/1",
            blocks=blocks,
            images=(),
            pages=(PanelPages(panel=PANEL, pages=images),),
            groups=(GROUP,),
            mandate=Mandate(
                term=Term.LONG_TERM,
                publish_target_days=5,
                publish_legal_days=20,
                show_at_least_days=None,
                basis="测试用规则",
                basis_checked_on=date(2026, 1, 1),
            ),
            earliest_start_at=MADE_AT,
            promised_end_at=None,
        )
        return plain.model_copy(update=changes)

    def approvals(
        self, subject: str, *, key: SigningKey | None = None
    ) -> tuple[CentreApproval, ...]:
        """Return the decisions of a reviewer and an approver over a document."""
        signer = key or self.approval_key
        people = (
            ("person-r", "审核人", Role.REVIEWER),
            ("person-a", "批准人", Role.APPROVER),
        )
        found = []
        for person, name, role in people:
            decision = Decision(
                subject=subject,
                person=person,
                name=name,
                role=role,
                decided_at=self.decided_at,
            )
            found.append(
                CentreApproval(
                    decision=decision,
                    key=key_id(signer.public),
                    signature=signer.sign(decision.canonical()),
                )
            )
        return tuple(found)

    def entry(
        self,
        manifest: Manifest,
        *,
        key: SigningKey | None = None,
        end: End | None = None,
    ) -> Entry:
        """Return a manifest's entry, approved, with the window that it promises."""
        ref = self.put(manifest.canonical())
        promised = manifest.promised_end_at
        fixed = OpenEnd() if promised is None else FixedEnd(at=promised)
        return Entry(
            disclosure=manifest.disclosure,
            register_number=f"柳坞村 2026-{int(ref.sha256[:3], 16):04d}",
            published_at=MADE_AT,
            manifest=ref,
            approvals=self.approvals(ref.sha256, key=key),
            window=Window(starts_at=manifest.earliest_start_at, end=end or fixed),
        )

    def approved(self, disclosure: str, *, pages: int = 1, **changes: object) -> Entry:
        """Return the approved entry of a new manifest."""
        return self.entry(self.manifest(disclosure, pages=pages, **changes))

    def withdrawal(
        self,
        entry: Entry,
        *,
        key: SigningKey | None = None,
        cause: WithdrawalCause = WithdrawalCause.CORRECTION,
    ) -> SignedWithdrawal:
        """Return the approved withdrawal of an entry."""
        word = Withdrawal(
            disclosure=entry.disclosure,
            manifest=entry.manifest.sha256,
            cause=cause,
            explanation="内容有误，更正后重新公开。",
            withdrawn_at=MADE_AT,
        )
        return SignedWithdrawal(
            withdrawal=word, approvals=self.approvals(word.digest(), key=key)
        )

    def directory(
        self,
        *,
        version: int = 1,
        index: bytes | None = None,
        places: Places | None = None,
    ) -> Directory:
        """Return a directory with one empty shard, and the other files if given."""
        shard = self.put(DirectoryShard(items=(), readings=()).canonical())
        return Directory(
            version=version,
            county="qinghe",
            made_at=MADE_AT,
            departments=(),
            counters=(),
            life_events=(),
            enquiry_desk="1 楼大厅咨询台",
            enquiry_telephone="0555-010-0001",
            shards=(shard.sha256,),
            index=None if index is None else self.put(index).sha256,
            places=None if places is None else self.put(places.canonical()).sha256,
        )

    def publish(self, publication: Publication) -> Programme:
        """Release what is approved, and return the programme."""
        self.programme_version += 1
        shards = [
            self.put(
                Shard(entries=tuple(publication.entries[at : at + 200])).canonical()
            )
            for at in range(0, len(publication.entries), 200)
        ]
        programme = publication.programme(self.programme_version, tuple(shards))
        self.set_target(target_of(publication.group), programme.canonical())
        self.set_target(PEOPLE_TARGET, self.people().canonical())
        if publication.directory is not None:
            self.set_target(DIRECTORY_TARGET, publication.directory.canonical())
        if publication.progress is not None:
            name = progress_target_of(publication.group)
            self.set_target(name, publication.progress.canonical())
        self.release()
        return programme

    def people(self) -> People:
        """Return who may decide: the centre's own approval key."""
        key = PersonKey(
            kind=KeyKind.CENTRE,
            id=key_id(self.approval_key.public),
            public=self.approval_key.public,
            person=None,
            roles=tuple(Role),
        )
        return People(
            version=self.people_version, keys=(key,), accepted_kinds=("centre",)
        )
