"""The audit log: what is noted, by whom, and that nobody changes it."""

import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import DatabaseError, connection, transaction
from django.db.models.functions import Now
from django.test import Client, RequestFactory
from pytest_django import Settings

from tests.seated import make_agent, opened
from tickets.audit import kept, log, whats
from tickets.audit.log import Actor
from tickets.audit.models import Line
from tickets.models import Ticket
from tickets.people import access, reading, staff, teams
from tickets.people.access import Visitor
from tickets.people.models import Team, User
from tickets.people.roles import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def held() -> None:
    """As on a real database. It goes with the test's transaction."""
    kept.let_go()
    kept.hold()


@pytest.fixture
def ada() -> User:
    return make_agent("ada", "Ada", is_superuser=True, password="a-long-one")


def told() -> list[tuple[str, str, str]]:
    return [(line.by, line.what, line.about) for line in Line.objects.order_by("pk")]


def by_sql() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM audit_line")


DEEDS: dict[str, Callable[[], object]] = {
    "update": lambda: Line.objects.update(by="nobody"),
    "delete": lambda: Line.objects.all().delete(),
    "raw": by_sql,
}


@pytest.mark.parametrize("deed", list(DEEDS))
def test_no_line_is_changed_or_deleted_before_its_time(held: None, deed: str) -> None:
    log.note("sign-in")
    with pytest.raises(DatabaseError, match=kept.WORDS), transaction.atomic():
        DEEDS[deed]()
    assert Line.objects.count() == 1


def test_old_ones_may_go(held: None) -> None:
    Line.objects.create(at=Now() - timedelta(days=kept.DAYS, hours=2), by="ada", what="sign-in")
    log.note("sign-in")
    Line.objects.filter(at__lt=Now() - timedelta(days=kept.DAYS)).delete()
    assert Line.objects.count() == 1


def test_a_line_says_who_from_where_and_what_differs() -> None:
    request = RequestFactory().get("/", REMOTE_ADDR="203.0.113.7")
    request.user = make_agent("bob")
    with log.answering(request):
        log.note(
            "person.placed", "eve", before={"role": "agent", "same": 1}, after={"role": "admin", "same": 1}
        )
    line = Line.objects.get()
    assert (line.by, line.by_key, line.address) == ("bob", request.user.pk, "203.0.113.7")
    assert (line.before, line.after) == ({"role": "agent"}, {"role": "admin"})
    log.note("token.made", "shop")
    assert Line.objects.latest("pk").by.startswith("shell")


def test_what_is_undone_was_not_noted(ada: User) -> None:
    with transaction.atomic():
        teams.make(ada.pk, "Billing")
        transaction.set_rollback(True)
    assert not Line.objects.exists()
    assert not Team.objects.exists()


def test_what_the_people_page_does_is_noted(ada: User) -> None:
    bob = make_agent("bob", password="x")
    billing = teams.make(ada.pk, "Billing")
    teams.rename(ada.pk, billing.pk, "Money")
    staff.place(ada.pk, bob.pk, Role.SUPERVISOR, False, [billing.pk])
    staff.let_go(ada.pk, bob.pk)
    staff.let_in_again(ada.pk, bob.pk)
    Authenticator.objects.create(user=bob, type=Authenticator.Type.TOTP, data={})
    for _ in ("it is taken", "and is there no more"):
        staff.forget_second_factor(ada.pk, bob.pk)
    assert [what for _, what, _ in told()] == [
        "team.made", "team.renamed", "person.placed", "person.let-go", "person.let-in", "factor.removed",
    ]  # fmt: skip
    placed = Line.objects.get(what="person.placed")
    assert placed.before == {"role": "agent", "teams": []}
    assert placed.after == {"role": "supervisor", "teams": ["Money"]}
    assert {what for _, what, _ in told()} <= whats.all_of_them().keys()


def test_sign_ins_are_noted_and_what_was_typed_as_a_user_name_is_not(
    ada: User, client: Client, settings: Settings, tmp_path: Path
) -> None:
    settings.RATE_LIMITS, settings.STATIC_ROOT = False, tmp_path
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
    for username, password in (("ada", "wrong"), ("my-secret-password", "x"), ("ada", "a-long-one")):
        client.post("/accounts/login/", {"username": username, "password": password})
    client.post("/accounts/logout/")
    assert told() == [("", "sign-in.failed", "ada"), ("ada", "sign-in", ""), ("ada", "sign-out", "")]
    assert Line.objects.latest("pk").address == "127.0.0.1"
    ada.set_password("another-long-one")
    ada.save()
    assert told()[-1][1:] == ("password", "ada")


def test_the_django_admin_s_own_log_and_a_deletion_are_noted(ada: User) -> None:
    carla = opened("Carla", "It broke.")
    kind = ContentType.objects.get_for_model(Ticket)
    LogEntry.objects.create(
        user=ada, content_type=kind, object_id=str(carla.ticket), object_repr="Carla's", action_flag=CHANGE,
        change_message='[{"changed": {"fields": ["Subject"]}}]',
    )  # fmt: skip
    Ticket.objects.get(pk=carla.ticket).delete()
    assert [line.what for line in Line.objects.order_by("pk")] == ["admin.changed", "ticket.deleted"]
    assert Line.objects.earliest("pk").after == {"fields": "Changed Subject."}
    assert not Line.objects.filter(about__contains="Carla").exists(), "no customer's words"


def test_reading_outside_one_s_team_counts_once_an_hour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_noted", type(reading._noted)())
    sue, billing = make_agent("sue", role=Role.SUPERVISOR), Team.objects.create(name="Billing")
    shipping = Team.objects.create(name="Shipping")
    shipping.members.add(sue)
    seats = [opened("Carla", "It broke.") for _ in range(3)]
    for seat, team in zip(seats, (billing, shipping, None), strict=True):
        Ticket.objects.filter(pk=seat.ticket).update(team=team)
    visitor = Visitor(access.person_of(sue), address="203.0.113.7")
    for _ in range(2):
        for seat in seats:
            assert access.seat(visitor, seat.public_id).is_agent
    line = Line.objects.get()
    assert (line.what, line.about, line.by, line.address) == (
        "ticket.read", seats[0].public_id, "sue", "203.0.113.7",
    )  # fmt: skip
    reading._noted.update(dict.fromkeys(reading._noted, time.monotonic() - reading.EACH))
    access.seat(visitor, seats[0].public_id)
    assert Line.objects.count() == 2


def test_nobody_answers_for_an_actor_of_their_own() -> None:
    log.note("sign-in", by=Actor(7, "x" * 300, "y" * 60))
    line = Line.objects.get()
    assert (len(line.by), len(line.address), line.by_key) == (200, 45, 7)
