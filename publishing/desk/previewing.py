"""Show how the pages of a draft would look while it is typed; keep nothing.

What is shown is masked as what would be signed. Setting runs outside any transaction.
"""

from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from media.pages.manner import FIRST, Glance
from media.pages.summary import proposed_points
from media.pages.templates import Template, template_of
from programme.blocks import Block, images_of
from programme.boards import Board
from programme.layout import Panel
from publishing.desk.manifests import target_of
from publishing.desk.page_manner import manner_of
from publishing.desk.page_setting import Work, at_kiosk
from publishing.desk.ports import PageSetter, SetPage, UnusableInput
from publishing.desk.rows import form_of, revision_of, visible
from publishing.desk.screened_rows import screened_as
from publishing.desk.succession import places_of
from publishing.errors import NotThere, Refused
from publishing.files import FileStore
from publishing.staff.acting import Acting
from publishing.staff.offices import Person
from publishing.stages.staging import stage_of
from publishing.tables.disclosures import Draft
from publishing.tables.schedule import DisplayGroup


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """Be what stands in the fields now, saved or not."""

    title: str
    board: Board | None
    blocks: tuple[Block, ...] | None
    """None: the pieces that are kept."""
    template: Template | None
    points: tuple[str, ...]
    glance: Glance = FIRST
    """Which page is under view."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """Be how a draft would look on one panel."""

    page: SetPage
    """The one that changed, or the one under view; its picture is small."""
    template: Template
    proposed: tuple[str, ...]
    """What a summary may say."""


class Previewing:
    """Set the page under view of what is typed, for one display group."""

    def __init__(
        self,
        *,
        acting: Acting,
        files: FileStore,
        page_setter: PageSetter,
        public_address: str,
    ) -> None:
        self._acting = acting
        self._files = files
        self._page_setter = page_setter
        self._public_address = public_address

    def preview(self, actor: str, draft: str, typed: Typed, *, group: str) -> Preview:
        """Return a page of what is typed, as a group's panel would show it.

        Raises:
            NotThere: No such version or group, or not for this person.
            Refused: A page cannot be set; the message says why.
        """

        def prepare(session: Session, person: Person) -> tuple[Work, Panel]:
            row = visible(session, person, draft)
            place = session.get(DisplayGroup, group)
            if place is None:
                raise NotThere("这个显示分组")
            return self._work(session, row, typed), Panel.model_validate(place.panel)

        work, panel = self._acting.look(actor, "draft.show", prepare)
        return Preview(
            page=self._set(work, panel),
            template=work.manner.template or _fitting(work),
            proposed=proposed_points(work.revision),
        )

    def _work(self, session: Session, row: Draft, typed: Typed) -> Work:
        kept = revision_of(row)
        words = {"title": typed.title.strip() or kept.title}
        pieces = {} if typed.blocks is None else {"blocks": typed.blocks}
        form = form_of(row)
        screened = screened_as(session, row, kept.model_copy(update=words | pieces))
        code = target_of(
            form,
            screened.revision,
            disclosure=row.disclosure_id,
            public_address=self._public_address,
        )
        manner = manner_of(
            form.model_copy(
                update={"template": typed.template, "summary_points": typed.points}
            ),
            stage=stage_of(session, row.id),
            coded=bool(code),
            at_kiosk=at_kiosk(places_of(session, row)),
        )
        return Work(
            revision=screened.revision,
            board=typed.board or row.board,
            panels=(),
            manner=replace(manner, glance=typed.glance),
        )

    def _set(self, work: Work, panel: Panel) -> SetPage:
        images = {
            image.sha256: self._files.get(image.sha256)
            for image in images_of(work.revision.blocks)
        }
        try:
            (page,) = self._page_setter.set_pages(
                work.revision,
                board=work.board,
                panel=panel,
                images=images,
                manner=work.manner,
            )
        except UnusableInput as error:
            raise Refused(str(error), code=error.code) from error
        return page


def _fitting(work: Work) -> Template:
    staged = bool(work.manner.steps)
    return template_of(work.revision, board=work.board, staged=staged)
