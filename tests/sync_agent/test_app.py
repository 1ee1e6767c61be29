import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.device import AgentSettings
from sync_agent.app import AgentRefused, make_agent, run_agent
from sync_agent.state import AgentState, read_state
from tests.fakes.patience import within
from tests.fakes.ports import free_port
from tests.fakes.running_agent import agent_settings, wait_for


@pytest.fixture
def settings(tmp_path: Path) -> AgentSettings:
    """Give the settings of an agent whose centre is not there."""
    return agent_settings(tmp_path / "device", f"http://127.0.0.1:{free_port()}")


@pytest.fixture
def signals_as_before() -> Iterator[None]:
    """Take back what running an agent does to this thread's signals."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [])
    yield
    signal.pthread_sigmask(signal.SIG_SETMASK, before)


def test_an_agent_makes_its_folder(settings: AgentSettings) -> None:
    make_agent(settings).stop()

    assert settings.state_folder.is_dir()


def test_a_certificate_that_is_not_there_is_said_plainly(
    settings: AgentSettings, tmp_path: Path
) -> None:
    missing = tmp_path / "ca.pem"
    without = settings.model_copy(update={"ca_file": missing})

    with pytest.raises(AgentRefused, match="没有证书文件") as refusal:
        make_agent(without)

    assert str(missing) in str(refusal.value)


def test_a_folder_that_cannot_be_made_is_said_plainly(
    settings: AgentSettings,
) -> None:
    settings.state_folder.write_text("in the way of the folder")

    with pytest.raises(AgentRefused, match="不能用") as refusal:
        make_agent(settings)

    assert str(settings.state_folder) in str(refusal.value)


@pytest.mark.usefixtures("signals_as_before")
@pytest.mark.parametrize("name", ["key", "agent"])
def test_a_disk_that_refuses_ends_the_agent_with_its_reason(
    settings: AgentSettings, name: str
) -> None:
    settings.state_folder.mkdir()
    if name == "key":
        (settings.state_folder / "key").mkdir()
    else:
        (settings.state_folder / "watchers").write_text("in the way of the folder")

    with pytest.raises(AgentRefused, match=r"同步程序没有启动：.*磁盘"):
        run_agent(settings)


def test_an_agent_ends_in_good_order_when_the_service_manager_asks(
    settings: AgentSettings, tmp_path: Path
) -> None:
    root = settings.state_folder
    file = tmp_path / "agent.toml"
    file.write_text(f'centre_url = "{settings.centre_url}"\nstate_folder = "{root}"\n')
    words = [sys.executable, "-m", "mingbai", "agent", "run", "--settings", str(file)]

    with subprocess.Popen(  # noqa: S603 - our own program
        words, env=dict(os.environ), stderr=subprocess.PIPE
    ) as agent:
        wait_for(lambda: (r := read_state(root)) and r.last_error, seconds=8)
        agent.send_signal(signal.SIGTERM)
        _, said = agent.communicate(timeout=within(8))

    assert agent.returncode == 0
    assert b"Traceback" not in said
    report = read_state(root)
    assert report is not None
    assert report.state is AgentState.UNENROLLED
