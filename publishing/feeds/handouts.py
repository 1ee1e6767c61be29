"""Hand a disclosure to other carriers: sheet, message, long pictures (REQ-35).

Everything comes from what was signed. What is sent to groups goes outside, so it is
held to the same rule as the public pages (REQ-20, REQ-22); the paper board hangs where
the disclosure hangs, and is not.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta, tzinfo
from enum import StrEnum

from sqlalchemy.orm import Session

from media.pages.manner import Manner
from programme.carriers import Carrier
from programme.manifest import Manifest
from programme.short_text import MOST_MESSAGE_BYTES, code_text, short_text
from publishing.carriers.presences import Presence, PresenceForm
from publishing.carriers.recording import Presences
from publishing.desk.outside import StaysIn, page_address
from publishing.errors import NotThere, Refused
from publishing.feeds.framing import Framer, FrameWords
from publishing.feeds.gathering import Gathering
from publishing.feeds.handout_pages import HandoutPages, manner_as_signed
from publishing.feeds.leaving import Matter, Outside, outside
from publishing.feeds.matter_pages import clock_words, published_words
from publishing.feeds.shown import PublicCounty
from publishing.feeds.words import board_words, word
from publishing.staff.acting import Acting
from publishing.staff.offices import Person, holds
from publishing.tables.disclosures import Disclosure
from publishing.tables.people import Office

_ALWAYS = timedelta(days=36_500)
SHEET_NAME, MESSAGE_NAME, LONG_NAME = "张贴稿A4.pdf", "微信群短文字.txt", "微信群长图"
NO_SHEET_NAME = "没有张贴稿的原因.txt"


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
        gathering: Gathering,
        pages: HandoutPages,
        framer: Framer,
        presences: Presences,
        zone: tzinfo,
    ) -> None:
        self._acting = acting
        self._gathering = gathering
        self._pages = pages
        self._framer = framer
        self._presences = presences
        self._zone = zone

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
        found = self._look(actor, disclosure)
        return None if found is None else self._handout(found.matter)

    def _handout(self, matter: Matter) -> Handout:
        manifest, why = matter.last.manifest, self._not_sent(matter)
        page = "" if why else self._page(manifest)
        return Handout(
            title=manifest.title,
            message="" if why else self._message(matter),
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
        found = self._found(actor, disclosure)
        self._must_be_sendable(found.matter)
        return self._long(found)

    def sheet(self, actor: str, disclosure: str) -> bytes:
        """Return the A4 sheets of a disclosure that hangs, as a PDF.

        Raises:
            NotThere: No such disclosure, never published, or not for this person.
            Refused: It does not hang now, is too long for one file, or a page cannot
                be set.
        """
        found = self._found(actor, disclosure)
        if not self._hangs(found.matter):
            message = "这一件现在不在展示，没有可张贴的。"
            raise Refused(message, code="not_showing")
        return self._sheet(found)

    def everything(self, actor: str, disclosure: str) -> Mapping[str, bytes]:
        """Return all that paper and groups get, by the names of its files.

        Of what is too long for paper the reason is told in the sheet's place.

        Raises:
            NotThere: No such disclosure, never published, or not for this person.
            Refused: Nothing of it may be sent, or a page cannot be set.
        """
        found = self._found(actor, disclosure)
        self._must_be_sendable(found.matter)
        files = {MESSAGE_NAME: self._message(found.matter).encode("utf-8-sig")}
        for number, data in enumerate(self._long(found), start=1):
            files[f"{LONG_NAME}{number:02d}.png"] = data
        try:
            files[SHEET_NAME] = self._sheet(found)
        except Refused as error:
            files[NO_SHEET_NAME] = str(error).encode("utf-8-sig")
        return files

    def sent(self, actor: str, disclosure: str) -> Presence:
        """Record that it was sent to groups just now.

        Raises:
            NotAllowed: Holds no office for the unit that records.
            NotThere: No such disclosure, never published, or not for this person.
            Refused: Nothing of it may be sent.
        """
        self._must_be_sendable(self._found(actor, disclosure).matter)
        at = self._acting.clock.now().astimezone(self._zone)
        form = PresenceForm(
            carrier=Carrier.WECHAT,
            from_on=at.date(),
            last_on=at.date(),
            remark=f"已发微信群，{at:%H:%M}",
        )
        return self._presences.record(actor, disclosure, form)

    def _found(self, actor: str, disclosure: str) -> "_Found":
        found = self._look(actor, disclosure)
        if found is None:
            raise NotThere("已经公开的这一件")
        return found

    def _look(self, actor: str, disclosure: str) -> "_Found | None":
        def do(session: Session, person: Person) -> _Found | None:
            row = session.get(Disclosure, disclosure)
            if row is None or not holds(session, person, row.unit_id, *Office):
                raise NotThere("这件公开事项")
            matters = self._gathering.matters(session, only=disclosure)
            matter = next(iter(matters), None)
            if matter is None:
                return None
            return _Found(
                matter=matter,
                county=self._gathering.county(session),
                manner=manner_as_signed(session, matter.last),
            )

        return self._acting.look(actor, "disclosure.show", do)

    def _long(self, found: "_Found") -> tuple[bytes, ...]:
        pages = self._pages.for_groups(found.matter.last.manifest, found.manner)
        return self._framer.long_pictures(pages, self._frame(found))

    def _sheet(self, found: "_Found") -> bytes:
        manifest = found.matter.last.manifest
        pages = self._pages.for_paper(manifest, found.manner)
        return self._framer.a4_pdf(pages, self._frame(found), title=manifest.title)

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

    def _message(self, matter: Matter) -> str:
        """Return the short text with the page's address."""
        last = matter.last
        told = short_text(
            last.manifest,
            register_number=matter.register_number,
            published_at=last.approved_at,
            zone=self._zone,
            most_bytes=MOST_MESSAGE_BYTES,
        )
        return f"{told}\n{self._page(last.manifest)}".rstrip()

    def _code(self, matter: Matter) -> str:
        last = matter.last
        return code_text(
            last.manifest,
            register_number=matter.register_number,
            published_at=last.approved_at,
            zone=self._zone,
        )

    def _frame(self, found: "_Found") -> FrameWords:
        matter, county = found.matter, found.county
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
            f"{word('published')} {published_words(last, matter, county)}",
            clock_words(last, county),
        ]
        if manifest.objections_telephone:
            lines.append(f"{word('objections')} {manifest.objections_telephone}")
        return lines


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """Be a published disclosure with all that its handouts are made of."""

    matter: Matter
    county: PublicCounty
    manner: Manner
    """How it was set when it was signed."""
