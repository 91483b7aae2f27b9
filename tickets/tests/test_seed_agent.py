"""The first agent's password is one that Django would take from a person."""

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core.management import CommandError, call_command
from django.db import connection
from pytest_django import Settings

from tickets.management.commands.seed_agent import seed, weakness
from tickets.people.models import User


@pytest.fixture(autouse=True)
def quick_hashes(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


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


def test_the_command_takes_no_weak_one(settings: Settings) -> None:
    settings.AGENT_PASSWORD = "short"
    with pytest.raises(CommandError, match=r"AGENT_PASSWORD: .*too short"):
        call_command("seed_agent")


def test_a_good_one_is_taken() -> None:
    assert weakness("a-password-for-tests") == ""


@pytest.mark.django_db(transaction=True)
def test_no_transaction_waits_while_a_password_is_worked_out(monkeypatch: pytest.MonkeyPatch) -> None:
    encode, within = MD5PasswordHasher.encode, list[bool]()

    def watched(self: MD5PasswordHasher, password: str, salt: str) -> str:
        within.append(connection.in_atomic_block)
        return str(encode(self, password, salt))

    monkeypatch.setattr(MD5PasswordHasher, "encode", watched)
    assert seed("a-password-for-tests") == (True, True)
    assert seed("another-password", replace=True) == (False, True)
    assert within
    assert not any(within)


@pytest.mark.django_db
def test_who_was_deleted_beside_another_owner_stays_deleted() -> None:
    seed("a-password-for-tests")
    User.objects.create_user("ada", is_staff=True, is_superuser=True)
    User.objects.get(username="agent").delete()
    for replace in (False, True):
        assert seed("a-password-for-tests", replace=replace) == (False, False)
    assert not User.objects.filter(username="agent").exists()
    User.objects.filter(username="ada").update(is_active=False)
    assert seed("a-password-for-tests") == (True, True), "else nobody could sign in"


@pytest.mark.django_db
def test_who_chose_a_password_keeps_it_unless_one_is_given() -> None:
    seed("a-password-for-tests")
    assert seed("another-password") == (False, False)
    assert User.objects.get(username="agent").check_password("a-password-for-tests")
    assert seed("another-password", replace=True) == (False, True)
    agent = User.objects.get(username="agent")
    assert (agent.is_staff, agent.is_superuser) == (True, True)
