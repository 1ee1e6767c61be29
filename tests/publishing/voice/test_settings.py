from dataclasses import replace
from datetime import date

import pytest

from programme.answer_days import AnswerRule
from programme.echo import Echo, RequestOffice
from programme.questions import QuestionKind
from publishing.errors import NotAllowed, Refused
from publishing.oversight.journal import page
from publishing.release.echo import make_echo
from tests.fakes.asked_questions import came
from tests.fakes.delivery import VOICE_KEY, Delivery, FakeDevice
from tests.fakes.desk import County
from tests.fakes.desk_parts import groups

RULE = AnswerRule(enquiry=2, request=3, suggestion=7, complaint=5, hard=20)
BASIS = "清禾县 12345 热线办理办法（清政办〔2026〕3 号）"
OFFICE = RequestOffice(
    place="2 楼 201 室",
    telephone="0555-010-0201",
    hours="工作日 8:30-12:00，14:00-17:30",
    form="https://qinghe.example/form",
)


def due(county: County) -> dict[str, date]:
    found = county.cases.questions.listing(county.people["publisher"])
    return {one.number: one.due_on for one in found}


def echo(county: County) -> Echo:
    with county.database.reading() as session:
        made = make_echo(session, VOICE_KEY.public)
    return Echo.parse(made.finish(1, county.clock.now()))


def test_a_county_s_own_days_hold_for_what_is_open_and_what_comes(
    delivery: Delivery, county: County, device: FakeDevice
) -> None:
    # REQ-51
    settings, keeper = county.cases.voice_settings, county.people["publisher"]
    assert settings.rule(keeper).set_at is None
    open_one = came(delivery, device, drawn=1)
    short = came(delivery, device, drawn=2, kind=QuestionKind.COMPLAINT)
    assert due(county)[open_one] == date(2026, 11, 30)

    assert settings.set_rule(keeper, RULE, basis=BASIS) == 1

    assert due(county)[open_one] == date(2026, 12, 2)
    assert due(county)[short] == date(2026, 11, 30)
    new = came(delivery, device, drawn=3, kind=QuestionKind.ENQUIRY)
    assert due(county)[new] == date(2026, 11, 25)
    county.cases.questions.route(keeper, new, unit="qinghe-liuwu", hard=True)
    assert due(county)[new] == date(2026, 12, 21)
    shown = settings.rule(county.people["drafter"])
    assert (shown.rule, shown.basis) == (RULE, BASIS)
    with county.database.reading() as session:
        [line, *_] = page(session, subject=open_one)
        acts = {one.act for one in page(session)}
    assert line.act == "question.recounted"
    assert line.details == {"due_before": "2026-11-30", "due_on": "2026-12-02"}
    assert "answer_rule.set" in acts


@pytest.mark.parametrize(
    ("rule", "basis", "code"),
    [
        (RULE, " ", "basis_missing"),
        (replace(RULE, enquiry=0), BASIS, "answer_days"),
        (replace(RULE, hard=61), BASIS, "answer_days"),
    ],
)
def test_a_rule_without_basis_or_sense_is_refused(
    county: County, rule: AnswerRule, basis: str, code: str
) -> None:
    with pytest.raises(Refused) as refused:
        county.cases.voice_settings.set_rule(
            county.people["publisher"], rule, basis=basis
        )
    assert refused.value.code == code


def test_who_drafts_sets_neither_days_nor_places(county: County) -> None:
    settings, drafter = county.cases.voice_settings, county.people["drafter"]
    with pytest.raises(NotAllowed):
        settings.set_rule(drafter, RULE, basis=BASIS)
    with pytest.raises(NotAllowed):
        settings.set_office(drafter, "qinghe", OFFICE)


def test_displays_name_the_office_of_their_unit_or_the_one_above(
    county: County,
) -> None:
    # REQ-55
    settings, keeper = county.cases.voice_settings, county.people["publisher"]
    assert echo(county).request_office is None
    [group, *_] = groups()
    village = {"id": "qinghe-liuwu-kiosk", "unit": "qinghe-liuwu"}
    county.cases.groups.create(keeper, group.model_copy(update=village))
    own = OFFICE.model_copy(update={"place": "村委会\u202e", "hours": ""})

    settings.set_office(keeper, "qinghe", OFFICE)
    assert echo(county).request_office == OFFICE
    assert echo(county).unit_offices == ()
    settings.set_office(keeper, "qinghe-liuwu", own)

    assert settings.office(keeper, "qinghe-liuwu") == own.model_copy(
        update={"place": "村委会"}
    )
    assert settings.office(keeper, "qinghe") == OFFICE
    told = {one.unit: one.office.place for one in echo(county).unit_offices}
    assert told == {"qinghe-liuwu": "村委会"}


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"place": "\u200b"}, "office_incomplete"),
        ({"telephone": ""}, "office_incomplete"),
    ],
)
def test_a_place_without_words_is_refused(
    county: County, changed: dict[str, str], code: str
) -> None:
    with pytest.raises(Refused) as refused:
        county.cases.voice_settings.set_office(
            county.people["publisher"], "qinghe", OFFICE.model_copy(update=changed)
        )
    assert refused.value.code == code
