from collections import Counter

import pytest
from pydantic import TypeAdapter

from programme.enrolment import EnrolmentCode
from sync_agent.inner.enrolment import new_code


def test_a_code_is_one_that_the_centre_takes() -> None:
    for _ in range(200):
        code = new_code()

        assert TypeAdapter(EnrolmentCode).validate_python(code) == code


@pytest.mark.parametrize("mistakable", "01IO")
def test_a_code_has_no_sign_that_is_taken_for_another(mistakable: str) -> None:
    assert not any(mistakable in new_code() for _ in range(200))


def test_two_codes_are_never_the_same() -> None:
    [(_, most)] = Counter(new_code() for _ in range(500)).most_common(1)

    assert most == 1
