import re
import tomllib
from importlib import resources
from pathlib import Path

import pytest
from pydantic import ValidationError

from config.centre import CentreSettings, WakeSettings
from config.device import AgentSettings
from config.settings import (
    ProgramSettings,
    SettingsError,
    defaults_of,
    read_settings,
)
from programme.boards import KindOfAct

KINDS: list[type[ProgramSettings]] = [CentreSettings, WakeSettings, AgentSettings]


def write(folder: Path, text: str, name: str = "own.toml") -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def test_a_device_needs_only_the_address_of_its_centre(tmp_path: Path) -> None:
    own = write(tmp_path, 'centre_url = "https://centre.example"')

    settings = read_settings(AgentSettings, files=[own])

    assert str(settings.centre_url) == "https://centre.example/"
    assert settings.max_offline_days == 180


def test_the_centre_starts_from_defaults_alone() -> None:
    assert read_settings(CentreSettings).airgap_days == 90


def test_a_county_may_count_the_posting_day_and_decide_about_short_days(
    tmp_path: Path,
) -> None:
    own = write(
        tmp_path,
        "[rules]\nposting_day_counts = true\n"
        '[rules.shortfall]\nannouncement = "tolerate"',
    )

    presets = read_settings(CentreSettings, files=[own]).rules.presets()

    rule = presets["immediate"].rule_for(KindOfAct.ANNOUNCEMENT)
    assert (rule.posting_day_counts, rule.shortfall) == (True, "tolerate")


def test_a_later_file_wins_and_leaves_its_neighbours_alone(tmp_path: Path) -> None:
    first = write(tmp_path, "airgap_days = 30\n[web]\nport = 9000", "first.toml")
    second = write(tmp_path, "[web]\nport = 9001", "second.toml")

    settings = read_settings(CentreSettings, files=[first, second])

    assert settings.airgap_days == 30
    assert (settings.web.host, settings.web.port) == ("127.0.0.1", 9001)


def test_the_environment_wins_over_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = write(tmp_path, "[web]\nport = 9000")
    monkeypatch.setenv("MINGBAI_CENTRE_WEB__PORT", "9002")

    assert read_settings(CentreSettings, files=[own]).web.port == 9002


def test_all_mistakes_are_reported_at_once_with_section_and_field(
    tmp_path: Path,
) -> None:
    own = write(tmp_path, 'max_ofline_days = 3\nlog_level = "loud"\n[glass]\nwidth = 0')

    with pytest.raises(SettingsError) as refusal:
        read_settings(AgentSettings, files=[own])

    assert sorted(refusal.value.mistakes) == [
        "[glass] width：太小",
        "centre_url：没有填",
        "log_level：不在可选的值里",
        "max_ofline_days：没有这一项，请检查拼写",
    ]
    assert "agent 的设置有 4 处要改" in str(refusal.value)


def test_no_mistake_is_told_in_words_of_a_program(tmp_path: Path) -> None:
    own = write(
        tmp_path,
        'tick_s = 0\nlog_every_s = "often"\ncounty = "清禾"\nweb = 3\n'
        '[metrics]\nport = 1.5\n[public]\naddress = "gk"',
    )

    with pytest.raises(SettingsError) as refusal:
        read_settings(CentreSettings, files=[own])

    english = re.compile("[A-Za-z]{3,} [a-z]{2,}")
    assert [one for one in refusal.value.mistakes if english.search(one)] == []
    assert "tick_s：太小" in refusal.value.mistakes
    assert "[metrics] port：应为整数" in refusal.value.mistakes


def test_a_file_that_is_not_toml_is_named(tmp_path: Path) -> None:
    own = write(tmp_path, "port: 3")

    with pytest.raises(SettingsError, match=r"own\.toml：不是正确的 TOML，第 1 行"):
        read_settings(CentreSettings, files=[own])
    own.write_bytes(b'county = "\xc7"')
    with pytest.raises(SettingsError, match=r"own\.toml：不是 UTF-8"):
        read_settings(CentreSettings, files=[own])


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"none\.toml：读不出来"):
        read_settings(CentreSettings, files=[tmp_path / "none.toml"])


def test_settings_cannot_be_changed_after_reading() -> None:
    settings = read_settings(CentreSettings)

    with pytest.raises(ValidationError, match="frozen"):
        settings.airgap_days = 1


@pytest.mark.parametrize("kind", KINDS)
def test_the_defaults_file_names_every_setting(kind: type[ProgramSettings]) -> None:
    file = resources.files("config") / "defaults" / f"{kind.program}.toml"
    text = file.read_text(encoding="utf-8")
    offered = tomllib.loads(re.sub(r"(?m)^# (?=[a-z_]+ = )", "", text))

    assert set(offered) == set(kind.model_fields)


@pytest.mark.parametrize("kind", KINDS)
def test_the_defaults_file_names_no_unknown_setting(
    kind: type[ProgramSettings],
) -> None:
    assert set(defaults_of(kind)) <= set(kind.model_fields)


# REQ-12
def test_a_county_that_is_newly_founded_wants_its_approvers_own_keys() -> None:
    fresh = Path(str(resources.files("config"))) / "fresh" / "centre.toml"

    assert read_settings(CentreSettings, files=[fresh]).rules.own_keys == "approvers"
    assert read_settings(CentreSettings).rules.own_keys == "off"
