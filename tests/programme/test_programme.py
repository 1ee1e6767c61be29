from programme.programme import progress_target_of, target_of


def test_each_group_has_a_target_for_its_programme_and_its_progress() -> None:
    assert target_of("qinghe-hall-screen") == "programmes/qinghe-hall-screen.json"
    assert (
        progress_target_of("qinghe-hall-screen") == "progress/qinghe-hall-screen.json"
    )
