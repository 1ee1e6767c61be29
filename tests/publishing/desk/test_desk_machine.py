"""Let several people do anything in any order at one desk.

Whatever they do, nothing hangs whose signatures do not cover it with a whole chain, and
nothing hangs for less than its mandate, unless it is withdrawn or replaced where it is.
"""

from hypothesis import HealthCheck, settings

from tests.fakes.desk_machine import DeskMachine

TestDesk = DeskMachine.TestCase
TestDesk.settings = settings(
    max_examples=4,
    stateful_step_count=14,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
