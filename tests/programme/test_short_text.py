"""One short text for every carrier, short enough for a code that is read from afar."""

import unicodedata
from datetime import UTC, datetime
from functools import partial
from zoneinfo import ZoneInfo

import pytest
import segno
from hypothesis import given, strategies as st

from programme.boards import KindOfAct
from programme.manifest import Manifest
from programme.short_text import (
    MOST_CODE_BYTES,
    MOST_MESSAGE_BYTES,
    code_text,
    short_text,
)
from tests.fakes.contract import manifest

CHINA = ZoneInfo("Asia/Shanghai")
AT = datetime(2026, 11, 5, 16, 30, tzinfo=UTC)
NUMBER = "柳坞村 2026-0147"
TEXTS = st.text(max_size=300).map(partial(unicodedata.normalize, "NFC"))


def a_manifest(**changed: object) -> Manifest:
    return manifest().model_copy(update=changed)


def told(made: Manifest, most_bytes: int = MOST_CODE_BYTES) -> list[str]:
    text = short_text(
        made,
        register_number=NUMBER,
        published_at=AT,
        zone=CHINA,
        most_bytes=most_bytes,
    )
    return text.splitlines()


# REQ-35
def test_it_says_title_unit_number_day_extract_and_digest() -> None:
    made = a_manifest(extract="收入 42,000.00 元。")

    assert told(made) == [
        made.title,
        made.unit_name,
        NUMBER,
        "2026-11-06",
        "收入 42,000.00 元。",
        f"SHA-256 {made.digest()[:16]}",
    ]


@pytest.mark.parametrize("kind", [KindOfAct.PUBLIC_NOTICE, KindOfAct.CONSULTATION])
def test_what_people_may_answer_to_says_until_when_and_where(kind: KindOfAct) -> None:
    made = a_manifest(
        kind_of_act=kind,
        promised_end_at=datetime(2026, 11, 13, 16, tzinfo=UTC),
        objections_telephone="0870-5550123",
    )

    assert told(made)[3] == "2026-11-06 — 2026-11-13 0870-5550123"


def test_a_notice_without_an_end_says_its_day_alone() -> None:
    made = a_manifest(kind_of_act=KindOfAct.PUBLIC_NOTICE, promised_end_at=None)

    assert told(made)[3] == "2026-11-06"


def test_a_long_extract_is_cut_where_it_stops_to_fit_and_says_so() -> None:
    made = a_manifest(extract="村" * 300)

    [*_, extract, _] = told(made)
    [*_, longer, _] = told(made, MOST_MESSAGE_BYTES)

    assert extract.endswith("村…")
    assert len(longer) > 2 * len(extract)


def test_an_address_goes_before_the_text() -> None:
    made = a_manifest(qr_target="https://gk.qinghe.example/r/abc.html")

    text = code_text(made, register_number=NUMBER, published_at=AT, zone=CHINA)

    assert text == "https://gk.qinghe.example/r/abc.html"


@given(
    title=TEXTS.filter(bool),
    unit=TEXTS,
    extract=TEXTS,
    telephone=TEXTS,
)
def test_it_always_fits_into_a_code_of_modest_fineness(
    title: str, unit: str, extract: str, telephone: str
) -> None:
    made = a_manifest().model_copy(
        update={
            "title": title,
            "unit_name": unit,
            "extract": extract,
            "objections_telephone": telephone,
            "kind_of_act": KindOfAct.PUBLIC_NOTICE,
        }
    )

    text = code_text(
        made.model_copy(update={"qr_target": ""}),
        register_number=NUMBER * 9,
        published_at=AT,
        zone=CHINA,
    )

    assert len(text.encode()) <= MOST_CODE_BYTES


def test_a_full_text_needs_no_more_than_69_cells_a_side() -> None:
    made = a_manifest(extract="村" * 300)
    text = "\n".join(told(made))

    code = segno.make_qr(text, error="m", encoding="utf-8", boost_error=False)

    assert int(code.version) <= 13
