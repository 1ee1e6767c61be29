from datetime import timedelta
from pathlib import Path

import pytest

from config.alerts import (
    LEVEL_WORDS,
    AlertLimits,
    Hazard,
    alerts_of,
    shipped_alerts,
)
from programme.override_verdict import MOST_OVERRIDE
from programme.override_words import words_fault
from tests.fakes.orders import plain_alert

ALERTS = shipped_alerts()


@pytest.mark.parametrize("hazard", ALERTS.hazard, ids=lambda hazard: hazard.id)
def test_every_template_may_go_out_as_it_stands(hazard: Hazard) -> None:
    """REQ-4 and REQ-36: an alert is out in less than a minute, in plain words."""
    for level in LEVEL_WORDS:
        for authority in ALERTS.authorities_of(hazard):
            notice = plain_alert(
                level=level,
                headline=hazard.titled(level),
                place=hazard.place,
                acts=tuple(act.text for act in hazard.acts),
                act_icons=tuple(act.icon for act in hazard.acts),
                icon=hazard.icon,
                issuer=authority.named("清禾县"),
            )

            assert words_fault(notice) == ""
    texts = [hazard.place, *(act.text for act in hazard.acts)]
    assert ALERTS.promotion_in(hazard.headline, *texts) == ""


def test_promotion_and_ceremony_are_found() -> None:
    assert ALERTS.promotion_in("县领导高度重视") == "领导"
    assert ALERTS.hazard_of("nothing") is None


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('["weather", "emergency", "government"]', '["nobody"]', "没有这个发布单位"),
        ('icon = "thunderstorm"', 'icon = "skull"', "没有这个图标"),
        (
            'headline = "暴雨{level}预警"',
            'headline = "特别特别特别大的暴雨{level}预警"',
            "标题最多 12 个字",
        ),
        ("most_hours = 24", "most_hours = 25", "most_hours"),
        ("most_hours = 24", "most_hours = 2", "最长 2 小时"),
        ("proposal_minutes = 30", "proposal_minutes = 0", "proposal_minutes"),
    ],
)
def test_a_countys_own_file_is_held_to_the_rules_of_the_page(
    tmp_path: Path, old: str, new: str, fault: str
) -> None:
    text = Path("config/alerts.toml").read_text(encoding="utf-8")
    own = tmp_path / "alerts.toml"
    own.write_text(text.replace(old, new, 1), encoding="utf-8")

    with pytest.raises(ValueError, match=fault):
        alerts_of(own)


def test_what_a_county_leaves_out_is_as_shipped(tmp_path: Path) -> None:
    """Half an hour, a day, a day: and no device obeys a longer notice anyway."""
    own = tmp_path / "alerts.toml"
    text = Path("config/alerts.toml").read_text(encoding="utf-8")
    start, end = text.index("[limits]"), text.index("[[authority]]")
    own.write_text(text[:start] + text[end:], encoding="utf-8")

    limits = alerts_of(own).limits

    assert limits == ALERTS.limits == AlertLimits()
    assert limits.proposal_life == timedelta(minutes=30)
    assert limits.review_within == timedelta(hours=24)
    for alone in (False, True):
        assert limits.longest(alone=alone) == MOST_OVERRIDE


def test_one_person_s_notice_is_never_longer_than_two_people_s() -> None:
    limits = AlertLimits(most_hours=6, alone_hours=12)

    assert limits.longest(alone=True) == timedelta(hours=6)


def test_a_county_may_have_its_own_file(tmp_path: Path) -> None:
    own = tmp_path / "alerts.toml"
    text = Path("config/alerts.toml").read_text(encoding="utf-8")
    own.write_text(text.replace("{county}气象台", "{county}气象局"), encoding="utf-8")

    assert alerts_of(None) is ALERTS
    assert alerts_of(own).authority[0].named("清禾县") == "清禾县气象局"
