from pathlib import Path

from config.device import AgentSettings
from programme.programme import PEOPLE_TARGET
from publishing.releases_due import ask_for
from sync_agent.inner.line_steps import steps_to
from sync_agent.state import AgentState, StateReport, read_state
from sync_agent.store import Store
from tests.fakes.centre_server import Reply, serving
from tests.fakes.delivery import SCREEN, Delivery
from tests.fakes.plain_server import plainly_served
from tests.fakes.real_door import open_real_door
from tests.fakes.running_agent import agent_settings, at_work, wait_for
from tests.fakes.sized_pages import with_sized_pages

PACE = {"interval_s": 0.1, "status_interval_s": 0.1}


def told_by(settings: AgentSettings) -> StateReport:
    report = read_state(settings.state_folder)
    assert report is not None
    return report


# REQ-16
def test_a_plain_web_server_over_the_folder_is_all_that_content_needs(
    delivery: Delivery, tmp_path: Path
) -> None:
    (tmp_path / "nothing").mkdir()
    delivery = with_sized_pages(delivery)
    clock = delivery.county.clock
    first = delivery.county.approved().line.disclosure
    with delivery.county.database.session() as session:
        ask_for(session, PEOPLE_TARGET, clock.now())
    delivery.publisher.publish_changes([SCREEN])
    with (
        serving(tmp_path / "nothing") as server,
        plainly_served(delivery.repository.folder) as plain,
    ):
        open_real_door(server, delivery)
        server.replies["/device/health"] = Reply()
        told = agent_settings(tmp_path / "hall", server.url, **PACE)
        settings = told.model_copy(update={"repository_url": plain})

        def shown() -> list[str]:
            held = Store(settings.state_folder).load()
            return [] if held is None else [one.disclosure for one in held.items]

        with at_work(settings, clock=clock):
            wait_for(lambda: told_by(settings).state is AgentState.CURRENT)
            at_first = shown()
            second = delivery.county.approved().line.disclosure
            delivery.publisher.publish_changes([SCREEN])
            wait_for(lambda: len(shown()) == len(at_first) + 1)
            then = shown()
        [*_, last] = steps_to(settings, clock.now())

    assert (at_first, set(then)) == ([first], {first, second})
    # The centre itself was asked for nothing that is released.
    assert {one for one in server.asked if not one.endswith("/wake")} <= {
        "POST /device/enrolment",
        "POST /device/status",
        "POST /device/evidence",
        "GET /device/health",
    }
    assert last.words == f"{plain} 有发布的内容"
