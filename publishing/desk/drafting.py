"""Make and edit drafts by typing; files come in through `importing`."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from config.mandates import Preset
from programme.blocks import Block, images_of
from programme.boards import KindOfAct
from publishing.catalogue.units import open_unit
from publishing.desk.content import DraftForm, NewDraft
from publishing.desk.page_words import typed_words
from publishing.desk.page_words_rows import keep_words
from publishing.desk.rows import (
    back_to_draft,
    blocks_of,
    fill,
    journal,
    new_draft,
    new_id,
    own_draft,
)
from publishing.desk.rules import DeskAct
from publishing.desk.views import DraftView, view_of
from publishing.errors import Refused
from publishing.files import FileStore
from publishing.staff.acting import Acting
from publishing.staff.offices import Person, must_hold
from publishing.tables.disclosures import Disclosure, Draft
from publishing.tables.imports import WordsOrigin
from publishing.tables.people import Office

_BINDING = (KindOfAct.PUBLIC_NOTICE, KindOfAct.CONSULTATION)
"""What promises days to people: it can be no promotion."""


class Drafting:
    """Make and edit; each edit voids every decision."""

    def __init__(
        self,
        *,
        acting: Acting,
        files: FileStore,
        mandates: Mapping[str, Preset],
        link_hosts: frozenset[str],
    ) -> None:
        self._acting = acting
        self._files = files
        self._mandates = mandates
        self._link_hosts = link_hosts

    def create(self, actor: str, form: NewDraft) -> DraftView:
        """Begin a new disclosure.

        Raises:
            NotAllowed: Not a drafter of the unit.
            Refused: Something in the form cannot be used.
        """
        checked = self._checked(form)
        now = self._acting.clock.now()

        def do(session: Session, person: Person) -> DraftView:
            unit = open_unit(session, form.unit)
            must_hold(session, person, unit.id, Office.DRAFTER, what="起草")
            self._must_have(checked.blocks or ())
            disclosure = Disclosure(
                id=new_id(unit.id, "d"), unit_id=unit.id, created_at=now
            )
            session.add(disclosure)
            session.flush()
            row = new_draft(disclosure, person.id, now)
            fill(row, checked)
            session.add(row)
            self._typed(session, person, row, ())
            journal(session, person, "draft.created", row, now=now)
            return view_of(session, row)

        return self._acting.act(actor, "draft.create", do)

    def edit(
        self, actor: str, draft: str, form: DraftForm, *, edition: int
    ) -> DraftView:
        """Change a draft; what was decided over it before is void.

        Raises:
            NotAllowed: Not the drafter of this one.
            ContentChanged: Somebody acted since the drafter read it.
            StateForbids: It is published already.
            Refused: Something in the form cannot be used.
        """
        checked = self._checked(form)
        now = self._acting.clock.now()

        def do(session: Session, person: Person) -> DraftView:
            row = own_draft(session, person, draft, edition=edition)
            self._must_have(checked.blocks or ())
            before = blocks_of(row)
            back_to_draft(session, row, DeskAct.EDIT, now)
            fill(row, checked)
            typed = self._typed(session, person, row, before)
            details = {"words_typed": typed} if typed else {}
            journal(session, person, "draft.edited", row, now=now, details=details)
            return view_of(session, row)

        return self._acting.act(actor, "draft.edit", do)

    def _typed(
        self, session: Session, person: Person, row: Draft, before: tuple[Block, ...]
    ) -> int:
        """Keep that a person typed the words of scans; return of how many pages."""
        return keep_words(
            session,
            person,
            row,
            typed_words(before, blocks_of(row)),
            origin=WordsOrigin.TYPED,
            now=self._acting.clock.now(),
        )

    def _checked(self, form: DraftForm) -> DraftForm:
        """Return a form whose link and mandate may be used.

        Raises:
            Refused: One of them may not.
        """
        preset = self._mandates.get(form.mandate)
        if preset is None:
            known = "、".join(sorted(self._mandates))
            message = f"没有“{form.mandate}”这个公开时限。可以选：{known}。"
            raise Refused(message, code="no_such_mandate")
        if preset.promotional and form.kind_of_act in _BINDING:
            message = (
                "公示和征求意见有规定的期限，不能标成宣传。"
                "请去掉“这是宣传”，选公开时限；或改公开方式。"
            )
            raise Refused(message, code="promotion_binds")
        return form.checked(self._link_hosts)

    def _must_have(self, blocks: tuple[Block, ...]) -> None:
        """Return only if every picture that pieces name is kept here.

        Raises:
            Refused: One is not; pictures come in with an import.
        """
        for image in images_of(blocks):
            if not self._files.has(image):
                message = "内容里有一张没有导入过的图。请先导入图片再用。"
                raise Refused(message, code="image_not_there")
