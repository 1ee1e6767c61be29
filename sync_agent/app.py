"""Put the sync agent together and run it until it is told to stop."""

import logging
import os
import signal
from concurrent.futures import ThreadPoolExecutor
from random import SystemRandom

from config.device import AgentSettings
from config.notify import Notifier
from config.refusal_words import words_of
from programme.clock import SystemClock
from programme.enrolment import Restarted
from sync_agent.disk import DiskRefused
from sync_agent.inner.agent import Agent
from sync_agent.restart_word import RestartWatch

_STOPPING = {signal.SIGTERM, signal.SIGINT}
_LOOK_UP_S = 0.2


class AgentRefused(Exception):
    """Say why the agent does not start, and what to do."""

    code = "agent_refused"

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(f"同步程序没有启动：{reason}")


def run_agent(settings: AgentSettings) -> None:
    """Run the agent until SIGTERM or SIGINT, or an order to start anew.

    Raises:
        AgentRefused: The folder, the key or the certificate cannot be used.
    """
    logging.basicConfig(level=settings.log_level.upper())
    notifier = Notifier.of(os.environ)
    agent = make_agent(settings)
    anew = RestartWatch(settings.state_folder, of=Restarted.PROGRAMS)
    # Blocked here and in every thread that is started from here: only the waiting
    # below takes them, between two steps of nobody.
    signal.pthread_sigmask(signal.SIG_BLOCK, _STOPPING)
    with ThreadPoolExecutor(1, thread_name_prefix="agent") as pool:
        work = pool.submit(agent.run, ready=notifier.ready, alive=notifier.alive)
        while not work.done():
            signalled = signal.sigtimedwait(_STOPPING, _LOOK_UP_S) is not None
            if signalled or anew.asked():
                notifier.stopping()
                agent.stop()
                break
        try:
            work.result()
        except DiskRefused as error:
            raise AgentRefused(str(error)) from error


def make_agent(settings: AgentSettings) -> Agent:
    """Return the agent, wired; nothing runs yet.

    Raises:
        AgentRefused: The folder cannot be made, or the certificate is not there.
    """
    if settings.ca_file is not None and not settings.ca_file.is_file():
        reason = f"没有证书文件 {settings.ca_file}，请从中心取得本县的根证书。"
        raise AgentRefused(reason)
    try:
        settings.state_folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = f"文件夹 {settings.state_folder} 不能用（{words_of(error)}）。"
        raise AgentRefused(reason) from error
    return Agent(settings, clock=SystemClock(), chance=SystemRandom())
