"""A device fetches what concerns it, and an idle poll costs next to nothing."""

from pathlib import Path

from benchmarks.delivery import bench, lines, measure, polls_a_day
from programme.echo import ECHO_TARGET
from programme.programme import DIRECTORY_TARGET, progress_target_of, target_of
from programme.witness import LOG_TARGET
from publishing.release.reading import RepositoryFolder
from tests.fakes.group_publication import GROUP


def test_a_device_fetches_only_the_bins_of_its_own_names(tmp_path: Path) -> None:
    with bench(tmp_path, targets=20) as at:
        found = measure(at, polls=3)

        folder = RepositoryFolder(at.centre.folder)
        state = folder.state()
        names = (target_of(GROUP), progress_target_of(GROUP), DIRECTORY_TARGET)
        own = {state.role_of(n) for n in (*names, ECHO_TARGET, LOG_TARGET)}
        held = {path.stem for path in at.device.layout.metadata.glob("*.json")}
        top = {"root", "timestamp", "snapshot", "targets", "spread", "people"}
        assert held == top | own

    assert found.idle < 420
    assert found.idle < found.full / 2
    assert found.renewed < 5_000
    assert found.others < 5_000
    assert found.page < found.first
    assert 200 < polls_a_day() < 300
    assert any("idle month" in line for line in lines(found, 20))
