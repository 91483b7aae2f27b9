"""Invitations: a link that lets somebody in once, and not for long."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.seated import make_agent
from tickets import letters
from tickets.people import invitations
from tickets.people.models import Invitation, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada() -> User:
    return make_agent("ada", "Ada", is_superuser=True)


def token_of(invitation: Invitation) -> str:
    return invitations.link(invitation).partition("#")[2]


def test_one_lets_in_once(ada: User) -> None:
    made = invitations.invite(ada, "bob@example.org")
    assert token_of(made) not in str(vars(made)), "the database hasn't got it"
    assert invitations.found_by(token_of(made)) == made.pk
    bob = invitations.accept(made.pk, User(username="bob"))
    assert bob.is_staff
    assert not bob.is_superuser
    assert invitations.found_by(token_of(made)) is None
    with pytest.raises(invitations.NotAnyMore):
        invitations.accept(made.pk, User(username="eve"))
    assert not User.objects.filter(username="eve").exists()


@pytest.mark.parametrize(("hours", "opens"), [(71, True), (73, False)])
def test_one_is_too_old_after_three_days(ada: User, hours: int, opens: bool) -> None:
    made = invitations.invite(ada, "")
    Invitation.objects.update(made_at=timezone.now() - timedelta(hours=hours))
    assert (invitations.found_by(token_of(made)) is not None) == opens
    assert [one.pk for one in invitations.open_ones()] == ([made.pk] if opens else [])


def test_one_is_taken_back(ada: User) -> None:
    made = invitations.invite(ada, "")
    invitations.take_back(made.pk)
    assert invitations.found_by(token_of(made)) is None


@pytest.mark.parametrize("becomes", [{"is_active": False}, {"role": "agent"}, None])
def test_one_of_who_may_invite_no_more_lets_nobody_in(ada: User, becomes: dict[str, Any] | None) -> None:
    abe = make_agent("abe", role="admin")
    made = invitations.invite(abe, "")
    assert invitations.still(made.pk)
    User.objects.filter(pk=abe.pk).update(**becomes) if becomes else abe.delete()
    assert invitations.found_by(token_of(made)) is None
    assert invitations.open_ones() == []
    with pytest.raises(invitations.NotAnyMore):
        invitations.accept(made.pk, User(username="abe2"))


def test_it_is_mailed_where_mail_can_be_sent(ada: User, monkeypatch: pytest.MonkeyPatch) -> None:
    posted: list[Any] = []

    def post(kind: str, to: str, args: letters.Args, ticket: int | None) -> bool:
        posted.append((to, args))
        return True

    monkeypatch.setattr(letters, "_posts", [post])
    made = invitations.invite(ada, "bob@example.org")
    [(to, args)] = posted
    assert to == "bob@example.org"
    letter = invitations.letter({**args, "language": "de"})
    assert letter is not None
    assert "Ada lädt Sie ein" in letter.text
    assert invitations.link(made) in letter.text
    invitations.take_back(made.pk)
    assert invitations.letter(args) is None
