"""The first agent's password is one that Django would take from a person."""

import pytest

from tickets.management.commands.seed_agent import weakness


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("short", "too short"),
        ("password123", "too common"),
        ("31415926535897", "entirely numeric"),
        ("the-agent", "too similar to the username"),
    ],
)
def test_a_weak_password_is_refused_and_the_line_says_why(password: str, why: str) -> None:
    assert why in weakness(password)


def test_a_good_one_is_taken() -> None:
    assert weakness("a-password-for-tests") == ""
