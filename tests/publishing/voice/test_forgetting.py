import shutil
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from programme.echo import Result
from programme.sealed_box import BoxRefused, OpeningKey, seal_box
from publishing.errors import NotThere
from publishing.oversight.journal import page, verify
from publishing.release.voice_key import VoiceKeys
from publishing.requests.forms import RequestForm
from publishing.staff.offices import Held
from publishing.tables.evidence import EvidenceBatch
from publishing.tables.people import Office
from publishing.tables.requests import ApplicantKind, RequestOutcome, RequestWay
from publishing.voice.forgetting import VoiceForgetting
from publishing.voice.forms import ReplyForm
from publishing.voice.views import QuestionView
from tests.fakes.asked_questions import ASKED, came
from tests.fakes.delivery import Delivery, FakeDevice
from tests.fakes.desk import County

KEPT = timedelta(days=730)
FORM = ReplyForm(
    text="",
    reply="放不下。",
    outcome="大厅放不下",
    publish=False,
    result=Result.NOT_TAKEN_UP,
)


@dataclass
class Sealing:
    """Remember to which key devices are told to seal."""

    to: list[str] = field(default_factory=list)
    listed: tuple[str, ...] = ()
    """To which of them the list of people lets devices seal; none: to any."""

    def seal(self, public: str, listed: tuple[str, ...]) -> None:
        assert listed[0] == public
        self.to.append(public)

    def may(self, session: Session, public: str) -> bool:
        del session
        return not self.listed or public in self.listed


def forgetting(county: County, keys: VoiceKeys, sealing: Sealing) -> VoiceForgetting:
    return VoiceForgetting(
        database=county.database,
        keys=keys,
        seal_to=sealing.seal,
        may_seal_to=sealing.may,
        clock=county.clock,
        kept=KEPT,
    )


def answered(county: County, number: str, form: ReplyForm) -> None:
    questions, people = county.cases.questions, county.people
    questions.route(people["publisher"], number, unit="qinghe-liuwu")
    questions.reply(people["drafter"], number, form)
    view = one(county, number)
    assert view.reply is not None
    questions.approve(people["approver"], number, sha256=view.reply.digest())


def one(county: County, number: str) -> QuestionView:
    found = county.cases.questions.listing(county.people["publisher"])
    return next(each for each in found if each.number == number)


def test_words_end_with_their_time_and_what_stands_on_the_wall_stays(
    delivery: Delivery, county: County, device: FakeDevice, tmp_path: Path
) -> None:
    # REQ-22, REQ-50
    shown = came(delivery, device, drawn=1)
    private = came(delivery, device, drawn=2, public=False)
    waiting = came(delivery, device, drawn=3)
    answered(
        county,
        shown,
        ReplyForm(
            text="多放椅子",
            reply="放不下。",
            outcome="大厅放不下",
            publish=True,
            result=Result.NOT_TAKEN_UP,
        ),
    )
    answered(county, private, FORM)
    keys = VoiceKeys(tmp_path / "keys")
    job = forgetting(county, keys, Sealing())

    county.clock.forward(days=730)
    job.forget_ended()
    assert one(county, private).text == ASKED
    county.clock.forward(days=1)
    job.forget_ended()
    job.forget_ended()

    assert (one(county, private).text, one(county, private).reply) == ("", None)
    assert one(county, shown).text == ""
    kept = one(county, shown).reply
    assert kept is not None
    assert kept.text == "多放椅子"
    assert one(county, waiting).text == ASKED, "it was not answered yet"
    with county.database.reading() as session:
        acts = [line.act for line in page(session, subject=private)]
        assert verify(session).holds
        assert session.scalars(select(EvidenceBatch)).first() is not None
    assert acts[0] == "question.forgotten"
    assert acts.count("question.forgotten") == 1


def test_who_asked_for_disclosure_is_forgotten_and_the_numbers_stay(
    county: County, tmp_path: Path
) -> None:
    # REQ-22, REQ-55
    clerk = county.join("clerk", Held(unit="qinghe", office=Office.REQUESTS))
    today = date(2026, 11, 23)
    form = RequestForm(
        unit="qinghe",
        way=RequestWay.POST,
        applicant_kind=ApplicantKind.PERSON,
        name="申请人甲",
        contact="清河路 1 号",
        wants="评议记录",
        received_on=today,
    )
    desk = county.cases.requests
    request = desk.register.register(clerk, form)
    open_one = desk.register.register(clerk, form)
    desk.handling.answer(
        clerk, request, on=today, outcome=RequestOutcome.DISCLOSED, reason=""
    )
    county.clock.forward(days=732)

    forgetting(county, VoiceKeys(tmp_path / "keys"), Sealing()).forget_ended()

    with pytest.raises(NotThere, match="保管期满"):
        desk.register.applicant(clerk, request)
    assert desk.register.applicant(clerk, open_one).name == "申请人甲"
    figures = desk.register.figures(clerk, "qinghe", 2026)
    assert sum(figures.outcomes.values()) == 1


def test_a_key_lasts_a_year_and_is_destroyed_when_its_boxes_have_ended(
    county: County, tmp_path: Path
) -> None:
    # What was sealed stays whole in its batch, and nobody opens it any more.
    folder = tmp_path / "keys"
    keys, sealing = VoiceKeys(folder), Sealing()
    job = forgetting(county, keys, sealing)
    first = keys.public
    box = seal_box(b"words", public=first, purpose="p")
    job.forget_ended()
    county.clock.forward(days=364)
    job.forget_ended()
    assert (keys.public, sealing.to) == (first, [])

    county.clock.forward(days=1)
    job.forget_ended()

    assert keys.public != first
    assert sealing.to == [keys.public]
    another_process = VoiceKeys(folder)
    assert another_process.open(box, "p") == b"words"
    county.clock.forward(days=730 + 179)
    job.forget_ended()
    assert keys.open(box, "p") == b"words"
    county.clock.forward(days=1)
    job.forget_ended()

    with pytest.raises(BoxRefused):
        keys.open(box, "p")
    with pytest.raises(BoxRefused):
        VoiceKeys(folder).open(box, "p")
    with county.database.reading() as session:
        acts = [line.act for line in page(session, subject=first)]
    assert acts == ["voice_key.destroyed"]


def test_a_key_that_nobody_signed_for_waits_for_the_next_list(
    county: County, tmp_path: Path
) -> None:
    keys = VoiceKeys(tmp_path / "keys")
    first, following = keys.listed
    sealing = Sealing(listed=(first,))
    job = forgetting(county, keys, sealing)
    job.forget_ended()
    county.clock.forward(days=400)
    job.forget_ended()
    waiting = keys.public

    sealing.listed = keys.listed
    job.forget_ended()

    assert waiting == first
    assert keys.public == following
    assert sealing.to == [following]
    # The one after it is made at once, so that the next list can name it.
    assert keys.listed[0] == following
    assert keys.listed[1] not in {first, following}


def test_a_centre_set_back_to_the_key_before_opens_what_was_sealed_to_the_next(
    tmp_path: Path,
) -> None:
    keys = VoiceKeys(tmp_path / "keys")
    shutil.copytree(tmp_path / "keys", tmp_path / "backup")
    box = seal_box(b"words", public=keys.replace(), purpose="p")

    assert VoiceKeys(tmp_path / "backup").open(box, "p") == b"words"


def test_a_key_that_another_process_made_is_found(tmp_path: Path) -> None:
    mine, other = VoiceKeys(tmp_path / "keys"), VoiceKeys(tmp_path / "keys")
    box = seal_box(b"words", public=other.replace(), purpose="p")

    assert mine.open(box, "p") == b"words"
    with pytest.raises(BoxRefused):
        mine.open(seal_box(b"x", public=OpeningKey.generate().public, purpose="p"), "p")
