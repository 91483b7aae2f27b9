"""The secret key is another one, and agents are signed in under the former."""

import pytest
from allauth.usersessions.models import UserSession
from asgiref.sync import sync_to_async
from django.test import AsyncClient, Client
from pytest_django import Settings

from tests.seated import make_agent
from tickets.people.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_static_files", "quick_passwords")]
PASSWORD, PROFILE, END = "a-long-one", "/accounts/profile/", "/accounts/sign_ins/end/"


@pytest.fixture
def ada() -> User:
    return make_agent("ada", "Ada", password=PASSWORD)


def signed_in() -> Client:
    client = Client()
    client.post("/accounts/login/", {"username": "ada", "password": PASSWORD})
    return client


def rotated(settings: Settings) -> None:
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another" * 9, [settings.SECRET_KEY]


def test_all_that_a_page_asks_for_at_once_is_answered(ada: User, settings: Settings) -> None:
    client, same = signed_in(), Client()
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    same.cookies[settings.SESSION_COOKIE_NAME] = cookie
    rotated(settings)
    assert client.get(PROFILE).status_code == same.get(PROFILE).status_code == 200
    assert client.cookies[settings.SESSION_COOKIE_NAME].value == cookie
    settings.SECRET_KEY_FALLBACKS = []
    assert client.get(PROFILE).status_code == 200


@pytest.mark.django_db(transaction=True)
async def test_async_pages_know_them_too(settings: Settings) -> None:
    client = AsyncClient()
    await client.aforce_login(await sync_to_async(make_agent)("boss", "Boss"))
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    rotated(settings)
    assert (await client.get("/metrics")).status_code == 200
    assert client.cookies[settings.SESSION_COOKIE_NAME].value == cookie


def test_their_sign_ins_are_listed_and_ended_as_before(ada: User, settings: Settings) -> None:
    one, other = signed_in(), signed_in()
    rotated(settings)
    signed_in().post("/accounts/logout/")
    assert one.get(PROFILE).status_code == other.get(PROFILE).status_code == 200
    assert UserSession.objects.filter(user=ada).count() == 2
    one.post(END, {"which": "others"})
    assert other.get(PROFILE).status_code == 302
    assert one.get(PROFILE).status_code == 200


def test_under_no_key_that_is_known_nobody_is_signed_in(ada: User, settings: Settings) -> None:
    client = signed_in()
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another" * 9, ["a third one" * 5]
    assert client.get(PROFILE).status_code == 302


def test_a_new_password_ends_it_under_a_former_key_too(ada: User, settings: Settings) -> None:
    client = signed_in()
    rotated(settings)
    ada.set_password("another-long-one")
    ada.save()
    assert client.get(PROFILE).status_code == 302
