from dataclasses import fields, replace
from itertools import product

import pytest

from programme.agent_states import AgentFacts, AgentState, conditions_of, state_of
from programme.agent_words import known_state, words_of

NAMES = tuple(field.name for field in fields(AgentFacts))
EVERY = tuple(
    AgentFacts(**dict(zip(NAMES, values, strict=True)))
    for values in product((False, True), repeat=len(NAMES))
)
GRAVITY = (
    AgentState.STORAGE_FAILING,
    AgentState.TWIN,
    AgentState.SYNCING,
    AgentState.CLOCK_DOUBTED,
    AgentState.REFUSED,
    AgentState.RECALL_PENDING,
    AgentState.AWAITING,
    AgentState.LONG_ALONE,
    AgentState.STALE,
    AgentState.CURRENT,
)
BEFORE = {
    AgentState.UNENROLLED,
    AgentState.ENROLLING,
    AgentState.ENROLMENT_REFUSED,
}


def test_every_combination_of_facts_has_a_state_and_the_gravest_is_it() -> None:
    for facts in EVERY:
        holding = conditions_of(facts)

        assert state_of(facts) is holding[0]
        assert len(set(holding)) == len(holding)
        if facts.enrolled:
            assert list(holding) == [one for one in GRAVITY if one in holding]


def test_after_enrolment_a_state_holds_just_when_its_fact_does() -> None:
    for facts in EVERY:
        if not facts.enrolled:
            continue
        expected = {
            AgentState.STORAGE_FAILING: facts.storage_failing,
            AgentState.TWIN: facts.twin,
            AgentState.SYNCING: facts.syncing,
            AgentState.CLOCK_DOUBTED: facts.clock_doubted,
            AgentState.REFUSED: facts.refused,
            AgentState.RECALL_PENDING: facts.recall_pending,
            AgentState.AWAITING: facts.nothing_released or not facts.adopted,
            AgentState.LONG_ALONE: facts.long_alone,
            AgentState.STALE: facts.stale,
        }
        expected[AgentState.CURRENT] = not any(expected.values())

        assert set(conditions_of(facts)) == {
            s for s, holds in expected.items() if holds
        }


def test_before_enrolment_there_are_three_states_and_a_failing_disk_beside() -> None:
    for facts in EVERY:
        if facts.enrolled:
            continue
        holding = conditions_of(facts)
        waiting = AgentState.ENROLLING if facts.asked else AgentState.UNENROLLED
        if facts.enrolment_refused:
            waiting = AgentState.ENROLMENT_REFUSED

        assert set(holding) - {AgentState.STORAGE_FAILING} == {waiting}
        assert (AgentState.STORAGE_FAILING in holding) is facts.storage_failing


def test_one_fact_moves_the_machine_only_to_its_own_state_and_back() -> None:
    well = AgentFacts(enrolled=True, adopted=True)
    moves = {
        name: state_of(replace(well, **{name: not getattr(well, name)}))
        for name in NAMES
    }

    assert state_of(well) is AgentState.CURRENT
    assert moves == {
        "enrolled": AgentState.UNENROLLED,
        "asked": AgentState.CURRENT,
        "enrolment_refused": AgentState.CURRENT,
        "storage_failing": AgentState.STORAGE_FAILING,
        "twin": AgentState.TWIN,
        "syncing": AgentState.SYNCING,
        "clock_doubted": AgentState.CLOCK_DOUBTED,
        "refused": AgentState.REFUSED,
        "recall_pending": AgentState.RECALL_PENDING,
        "adopted": AgentState.AWAITING,
        "nothing_released": AgentState.AWAITING,
        "long_alone": AgentState.LONG_ALONE,
        "stale": AgentState.STALE,
    }


def test_every_state_can_be_reached() -> None:
    assert {state_of(facts) for facts in EVERY} == set(AgentState)


@pytest.mark.parametrize("state", AgentState)
def test_every_state_has_its_own_name_and_one_sentence_what_to_do(
    state: AgentState,
) -> None:
    words = words_of(state)
    others = [words_of(one).name for one in AgentState if one is not state]

    assert words.name not in others
    assert words.sentence.endswith("。")
    assert words.icon


def test_only_being_current_looks_well() -> None:
    well = [state for state in AgentState if words_of(state).tone == "ok"]

    assert well == [AgentState.CURRENT]


def test_a_state_of_a_newer_version_is_not_known() -> None:
    assert known_state("current") is AgentState.CURRENT
    assert known_state("dreaming") is None
