"""Take in what a clerk registers of a request for disclosure."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from publishing.cleaning import clean_text
from publishing.errors import Refused
from publishing.tables.requests import ApplicantKind, RequestWay

MOST_WORDS: Final = 2_000
MOST_LINE: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestForm:
    """Be a request as it came, on paper or online.

    No identity-card number: the clerk looks at the card and writes nothing of it down.
    """

    unit: str
    way: RequestWay
    applicant_kind: ApplicantKind
    name: str
    contact: str
    wants: str
    received_on: date


def cleaned(form: RequestForm) -> RequestForm:
    """Return a form without what nobody sees.

    Raises:
        Refused: Something is missing or too long; all of it is named at once.
    """
    words = {
        "申请人": clean_text(form.name).strip(),
        "联系方式": clean_text(form.contact).strip(),
        "要什么信息": clean_text(form.wants).strip(),
    }
    missing = [name for name, text in words.items() if not text]
    if missing:
        raise Refused(f"请填写：{'、'.join(missing)}。", code="request_incomplete")
    name, contact, wants = words.values()
    if max(len(name), len(contact)) > MOST_LINE or len(wants) > MOST_WORDS:
        message = (
            f"姓名、联系方式最多 {MOST_LINE} 个字，要的信息最多 {MOST_WORDS} 个字。"
        )
        raise Refused(message, code="request_too_long")
    return RequestForm(
        unit=form.unit,
        way=form.way,
        applicant_kind=form.applicant_kind,
        name=name,
        contact=contact,
        wants=wants,
        received_on=form.received_on,
    )
