"""Make a centre's settings over a folder, for tests."""

from pathlib import Path

from config.centre import (
    Archive,
    Backup,
    Captures,
    CentreSettings,
    Metrics,
    Pace,
    Pages,
    Public,
    Rules,
    Voice,
)
from config.settings import Listen, defaults_of


def settings_of(
    folder: Path, *, behind_proxy: bool = True, kept_mb: int = 0
) -> CentreSettings:
    return CentreSettings(
        county="qinghe",
        time_zone="Asia/Shanghai",
        data_folder=folder,
        behind_proxy=behind_proxy,
        link_hosts=(),
        wake_url="https://127.0.0.1:8703/wake",
        timestamp_days=7,
        airgap_days=90,
        tick_s=30,
        log_every_s=900,
        log_level="error",
        web=Listen(host="127.0.0.1", port=8700),
        pace=Pace(
            enrolments_per_minute=60,
            deliveries_per_minute=600,
            deliveries_per_second_of_all=100.0,
        ),
        pages=Pages(kept_mb=kept_mb),
        public=Public.model_validate(defaults_of(CentreSettings)["public"]),
        archive=Archive(lists_inside=False),
        captures=Captures(kept_days=730),
        voice=Voice(kept_days=730),
        backup=Backup.model_validate(defaults_of(CentreSettings)["backup"]),
        metrics=Metrics(port=0),
        rules=Rules.model_validate(defaults_of(CentreSettings)["rules"]),
    )
