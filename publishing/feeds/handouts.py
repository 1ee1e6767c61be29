"""Hand a disclosure to other carriers: sheet, message, long pictures (REQ-35).

Everything comes from what was signed. What is sent to groups goes outside, so it is
held to the same rule as the public pages (REQ-20, REQ-22); the paper board hangs where
the disclosure hangs, and is not.
"""

import threading
from dataclasses import dataclass
from datetime import timedelta, tzinfo
from enum import StrEnum

from sqlalchemy.orm import Session

from media.pages.manner import PLAIN, Manner
from programme.blocks import Revision, images_of
from programme.carriers import Carrier
from programme.layout import Panel
from programme.manifest import Manifest
from programme.short_text import MOST_MESSAGE_BYTES, code_text, short_text
from publishing.carriers.presences import Presence, PresenceForm
from publishing.carriers.recording import Presences
from publishing.desk.outside import StaysIn, page_address
from publishing.desk.ports import PageSetter, SetPage, UnusableInput
from publishing.errors import NotThere, Refused
from publishing.feeds.framing import A4_PANEL, LONG_PANEL, Framer, FrameWords
from publishing.feeds.gathering import Gathering
from publishing.feeds.leaving import Matter, Outside, outside
from publishing.feeds.matter_pages import clock_words
from publishing.feeds.shown import PublicCounty
from publishing.feeds.words import board_words, day_words, word
from publishing.files import FileStore
from publishing.staff.acting import Acting
from publishing.staff.offices import Person, holds
from publishing.tables.disclosures import Disclosure
from publishing.tables.people import Office

_ALWAYS = timedelta(days=36_500)
MOST_SHEETS = 100
"""Of pages that are set for one PDF: they are held in memory."""


class NotSent(StrEnum):
    """Say why nothing of a disclosure may be sent to groups."""

    STAYS = "stays"
    """It is not for everybody, or may be a list of persons."""
    NOT_NOW = "not_now"
    """It has not begun, has ended or was taken down."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Handout:
    """Be what the other carriers get of a disclosure."""

    title: str
    message: str
    """The short text with its link; empty where nothing may be sent."""
    page: str
    """The public page of the version; empty where there is none."""
    code_text: str
    """What its code says on every carrier."""
    hangs: bool
    """Whether it hangs now, so that it may go to the paper board."""
    not_sent: NotSent | None
    stays: StaysIn | None


class Handouts:
    """Make what goes to paper and to groups."""

    def __init__(
        self,
        *,
        acting: Acting,
        files: FileStore,
        gathering: Gathering,
        page_setter: PageSetter,
        framer: Framer,
        presences: Presences,
        zone: tzinfo,
    ) -> None:
        self._acting = acting
        self._files = files
        self._gathering = gathering
        self._page_setter = page_setter
        self._framer = framer
        self._presences = presences
        self._zone = zone
        # A page setter keeps fonts open and is not shared between threads.
        self._setting = threading.Lock()

    def show(self, actor: str, disclosure: str) -> Handout:
        """Return what the other carriers get of a disclosure.

        Raises:
            NotThere: No such disclosure, never published, or not for this person.
        """
        found = self.find(actor, disclosure)
        if found is None:
            raise NotThere("已经公开的这一件")
        return found

    def find(self, actor: str, disclosure: str) -> Handout | None:
        """Return what the other carriers get; None: it was never published.

        Raises:
            NotThere: No such disclosure, or not for this person.
        """
        matter, _ = self._look(actor, disclosure)
        if matter is None:
            return None
        manifest, why = matter.last.manifest, self._not_sent(matter)
        page = "" if why else self._page(manifest)
        message = "" if why else self._short(matter)
        return Handout(
            title=manifest.title,
            message=f"{message}\n{page}".rstrip(),
            page=page,
            code_text=self._code(matter),
            hangs=self._hangs(matter),
            not_sent=why,
            stays=matter.last.stays,
        )

    def long_pictures(self, actor: str, disclosure: str) -> tuple[bytes, ...]:
        """Return the long pictures of what may be sent to groups.

        Raises:
            NotThere: No such disclosure, never published, or not for this person.
            Refused: Nothing of it may be sent, or a page cannot be set.
        """
        matter, county = self._matter(actor, disclosure)
        self._must_be_sendable(matter)
        pages = self._pages(matter.last.manifest, LONG_PANEL)
        return self._framer.long_pictures(pages, self._frame(matter, county))

    def sheet(self, actor: str, disclosure: str) -> bytes:
        """Return the A4 sheets of a disclosure that hangs, as a PDF.

        Raises:
            NotThere: No such disclosure, never published, or not for this person.
            Refused: It does not hang now, is too long for one file, or a page cannot
                be set.
        """
        matter, county = self._matter(actor, disclosure)
        if not self._hangs(matter):
            message = "这一件现在不在展示，没有可张贴的。"
            raise Refused(message, code="not_showing")
        # What hangs on paper is the whole; a screen shows a summary of what is long.
        manner = Manner(whole=True, first=MOST_SHEETS + 1)
        pages = self._pages(matter.last.manifest, A4_PANEL, manner)
        if len(pages) > MOST_SHEETS:
            message = (
                f"这一件排成 A4 有 {pages[0].count} 页，做不成一个 PDF 文件。"
                "请用“打印张贴稿”直接打印。"
            )
            raise Refused(message, code="too_long")
        words = self._frame(matter, county)
        return self._framer.a4_pdf(pages, words, title=matter.last.manifest.title)

    def sent(self, actor: str, disclosure: str) -> Presence:
        """Record that it was sent to groups just now.

        Raises:
            NotAllowed: Holds no office for the unit that records.
            NotThere: No such disclosure, never published, or not for this person.
            Refused: Nothing of it may be sent.
        """
        matter, _ = self._matter(actor, disclosure)
        self._must_be_sendable(matter)
        at = self._acting.clock.now().astimezone(self._zone)
        form = PresenceForm(
            carrier=Carrier.WECHAT,
            from_on=at.date(),
            last_on=at.date(),
            remark=f"已发微信群，{at:%H:%M}",
        )
        return self._presences.record(actor, disclosure, form)

    def _matter(self, actor: str, disclosure: str) -> tuple[Matter, PublicCounty]:
        matter, county = self._look(actor, disclosure)
        if matter is None:
            raise NotThere("已经公开的这一件")
        return matter, county

    def _look(self, actor: str, disclosure: str) -> tuple[Matter | None, PublicCounty]:
        def do(session: Session, person: Person) -> tuple[Matter | None, PublicCounty]:
            row = session.get(Disclosure, disclosure)
            if row is None or not holds(session, person, row.unit_id, *Office):
                raise NotThere("这件公开事项")
            found = self._gathering.matters(session, only=disclosure)
            return next(iter(found), None), self._gathering.county(session)

        return self._acting.look(actor, "disclosure.show", do)

    def _hangs(self, matter: Matter) -> bool:
        last, now = matter.last, self._acting.clock.now()
        over = last.ends_at is not None and last.ends_at <= now
        return not (last.withdrawn or last.gone_at is not None or over)

    def _not_sent(self, matter: Matter) -> NotSent | None:
        if matter.last.stays is not None:
            return NotSent.STAYS
        stand = outside(matter, self._acting.clock.now(), past_for=_ALWAYS)
        return None if stand is Outside.OPEN else NotSent.NOT_NOW

    def _must_be_sendable(self, matter: Matter) -> None:
        why = self._not_sent(matter)
        if why is NotSent.STAYS:
            message = (
                "这一件不发微信群：不是给所有人看的，或者可能是名单，只在规定的地方看。"
            )
            raise Refused(message, code="stays_inside")
        if why is NotSent.NOT_NOW:
            message = "这一件现在不在公开期内，不发微信群。"
            raise Refused(message, code="not_showing")

    def _page(self, manifest: Manifest) -> str:
        return page_address(
            self._gathering.address, manifest.disclosure, manifest.revision
        )

    def _short(self, matter: Matter) -> str:
        last = matter.last
        return short_text(
            last.manifest,
            register_number=matter.register_number,
            published_at=last.approved_at,
            zone=self._zone,
            most_bytes=MOST_MESSAGE_BYTES,
        )

    def _code(self, matter: Matter) -> str:
        last = matter.last
        return code_text(
            last.manifest,
            register_number=matter.register_number,
            published_at=last.approved_at,
            zone=self._zone,
        )

    def _frame(self, matter: Matter, county: PublicCounty) -> FrameWords:
        manifest = matter.last.manifest
        seal, _ = board_words(manifest.board)
        return FrameWords(
            seal=seal,
            board=county.board_name(manifest.unit, manifest.board),
            unit=manifest.unit_name,
            lines=tuple(self._foot(matter, county)),
            code_text=self._code(matter),
            code_note=word("code_opens" if manifest.qr_target else "code_says"),
            days=manifest.mandate.show_at_least_days or 0,
            days_note=word(f"cells_{manifest.mandate.show_day_kind.value}"),
        )

    def _foot(self, matter: Matter, county: PublicCounty) -> list[str]:
        last, manifest = matter.last, matter.last.manifest
        lines = [
            f"{word('number')} {matter.register_number}",
            f"{word('published')} {_first_day(matter, county)}",
            clock_words(last, county),
        ]
        if manifest.objections_telephone:
            lines.append(f"{word('objections')} {manifest.objections_telephone}")
        return lines

    def _pages(
        self, manifest: Manifest, panel: Panel, manner: Manner = PLAIN
    ) -> tuple[SetPage, ...]:
        data = self._files.get(manifest.revision)
        revision = Revision.parse_named(data, manifest.revision)
        images = {
            ref.sha256: self._files.get(ref.sha256)
            for ref in images_of(revision.blocks)
        }
        try:
            with self._setting:
                return self._page_setter.set_pages(
                    revision,
                    board=manifest.board,
                    panel=panel,
                    images=images,
                    manner=manner,
                )
        except UnusableInput as error:
            raise Refused(str(error), code=error.code) from error


def _first_day(matter: Matter, county: PublicCounty) -> str:
    since = matter.last.manifest.hung_since
    if since is not None:
        return word("hung_since", date=day_words(since))
    return day_words(county.day(matter.published_at))
