"""Ada's browsers are pushed to until she is signed out there: whoever ends it, and however."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from tests.seated import make_agent
from tickets.features.notifications import devices
from tickets.features.notifications.models import Device
from tickets.features.notifications.tests.test_encrypting import BROWSER, SECRET
from tickets.people import access, sessions, staff
from tickets.people.models import User
from tickets.people.roles import Role
from tickets.refusals import Refused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_static_files", "quick_passwords")]

PASSWORD, ANOTHER = "a-long-one", "a-better-one-8"
PHONE, LAPTOP = "https://8.8.8.8/send/phone", "https://8.8.8.8/send/laptop"


@pytest.fixture(autouse=True)
def _service(settings: Settings) -> None:
    settings.PUSH_HOSTS = ["8.8.8.8"]


@pytest.fixture
def ada() -> User:
    return make_agent("ada", "Ada", password=PASSWORD)


def signed_in(endpoint: str) -> Client:
    """With a browser that is pushed to."""
    client = Client()
    client.post("/accounts/login/", {"username": "ada", "password": PASSWORD})
    devices.add(User.objects.get(username="ada").pk, endpoint, BROWSER, SECRET, key_of(client))
    return client


def key_of(client: Client) -> str:
    return client.session.session_key or ""


@pytest.fixture
def phone(ada: User) -> Client:
    return signed_in(PHONE)


@pytest.fixture
def laptop(ada: User) -> Client:
    return signed_in(LAPTOP)


def pushed_to() -> set[str]:
    return set(Device.objects.values_list("endpoint", flat=True))


def which(client: Client) -> int:
    return int(UserSession.objects.get(session_key=key_of(client)).pk)


def by_a_new_password(ada: User, *_: Client) -> None:
    ada.set_password(ANOTHER)
    ada.save(update_fields=["password"])


def by_none(ada: User, *_: Client) -> None:
    ada.set_unusable_password()
    ada.save(update_fields=["password"])


def let_go(ada: User, *_: Client) -> None:
    staff.let_go(make_agent("olga", role=Role.OWNER).pk, ada.pk)


HERE: list[Callable[[User, Client, Client], object]] = [
    lambda _, phone, __: phone.post("/accounts/logout/"),
    lambda _, phone, laptop: laptop.post("/accounts/sign_ins/end/", {"which": which(phone)}),
    lambda _, phone, laptop: laptop.post("/accounts/sign_ins/end/", {"which": "others"}),
    lambda _, phone, __: sessions.end_of_key(key_of(phone)),
]


@pytest.mark.parametrize("end", HERE, ids=["signs out", "one", "all others", "by the issuer"])
def test_where_she_is_signed_out(
    ada: User, phone: Client, laptop: Client, end: Callable[[User, Client, Client], object]
) -> None:
    end(ada, phone, laptop)
    assert pushed_to() == {LAPTOP}


@pytest.mark.parametrize("end", [by_a_new_password, by_none, let_go])
def test_everywhere(
    ada: User, phone: Client, laptop: Client, end: Callable[[User, Client, Client], object]
) -> None:
    end(ada, phone, laptop)
    assert not pushed_to()


def test_her_own_new_password_leaves_the_browser_that_she_gives_it_in(phone: Client, laptop: Client) -> None:
    """Its session gets another key, and what was on its way there finds it."""
    before, device = key_of(phone), Device.objects.get(endpoint=PHONE).pk
    new = {"old_password": PASSWORD, "new_password1": ANOTHER, "new_password2": ANOTHER}
    phone.post("/accounts/password_change/", new)
    assert key_of(phone) != before
    mine = Device.objects.get()
    assert (mine.pk, mine.endpoint, mine.session) == (device, PHONE, key_of(phone))
    phone.post("/accounts/logout/")
    assert not pushed_to()


def test_another_secret_key_changes_nothing(phone: Client, settings: Settings) -> None:
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another" * 9, [settings.SECRET_KEY]
    assert phone.get("/accounts/profile/").status_code == 200
    assert Device.objects.get().session == key_of(phone)


def test_a_sign_in_that_runs_out_ends_nothing(phone: Client) -> None:
    Session.objects.update(expire_date=timezone.now() - timedelta(minutes=1))
    call_command("clearsessions")
    assert not Session.objects.exists()
    assert pushed_to() == {PHONE}


@pytest.mark.parametrize(
    "end", [HERE[2], by_a_new_password, let_go], ids=["all others", "a new password", "let go"]
)
def test_but_what_ends_all_ends_that_too(
    ada: User, phone: Client, laptop: Client, end: Callable[[User, Client, Client], object]
) -> None:
    Session.objects.filter(session_key=key_of(phone)).update(expire_date=timezone.now())
    call_command("clearsessions")
    end(ada, phone, laptop)
    assert PHONE not in pushed_to()


def test_signed_in_again_it_goes_with_that(ada: User, phone: Client) -> None:
    """As its desk says with each page; whether pushes arrive is known as before."""
    Session.objects.update(expire_date=timezone.now())
    Device.objects.update(failed="500")
    again = signed_in(PHONE)
    assert Device.objects.get().failed == "500"
    again.post("/accounts/logout/")
    assert not pushed_to()


def test_who_signs_out_meanwhile_is_not_pushed_to(ada: User, phone: Client) -> None:
    key = key_of(phone)
    phone.post("/accounts/logout/")
    with pytest.raises(Refused, match="Sign in again"):
        devices.add(ada.pk, PHONE, BROWSER, SECRET, key)
    assert not pushed_to()


def test_another_change_of_hers_ends_nothing(ada: User, phone: Client) -> None:
    access.rename(ada.pk, "Ada L.")
    ada.refresh_from_db()
    ada.save()
    assert pushed_to() == {PHONE}


@pytest.mark.django_db(transaction=True)
def test_by_http(ada: User) -> None:
    client = Client()
    client.force_login(ada)
    given = {"endpoint": PHONE, "key": BROWSER, "secret": SECRET}
    assert client.post("/api/notifications/devices", given, "application/json").status_code == 204
    assert Device.objects.get().session == key_of(client)
