"""What second factors rest on is sealed in the database by SECRET_KEY: read by it, and by nothing else."""

from importlib import import_module
from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth
from allauth.mfa.totp.internal.auth import TOTP
from django.apps import apps
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django import Settings

from tests.seated import make_agent
from tickets.people import resealing, sealing, second_factor
from tickets.people.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_static_files", "quick_passwords")]
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
SIGN_IN, CODE = "/accounts/login/", "/accounts/login/code/"


@pytest.fixture
def bea() -> User:
    bea = make_agent("bea", "Bea", password="a-long-one")
    TOTP.activate(bea, SECRET)
    RecoveryCodes.activate(bea)
    return bea


def code(secret: str = SECRET) -> str:
    return str(auth.format_hotp_value(auth.hotp_value(secret, int(auth.time.time()) // 30)))


def gives(said: str) -> tuple[int, str]:
    client = Client()
    client.post(SIGN_IN, {"username": "bea", "password": "a-long-one"})
    answer = client.post(CODE, {"code": said})
    return answer.status_code, answer.content.decode()


def stored() -> str:
    return str(list(Authenticator.objects.values_list("data", flat=True)))


def test_the_database_has_neither_secret_nor_seed(bea: User) -> None:
    codes = RecoveryCodes(Authenticator.objects.get(type="recovery_codes"))
    assert SECRET not in stored()
    assert stored().count(sealing.SEALED) == 2
    assert gives(code())[0] == 302
    assert gives(codes.get_unused_codes()[0])[0] == 302
    assert second_factor.shown(bea) == second_factor.Shown(app=True, codes_left=9)


def test_the_same_is_never_sealed_the_same() -> None:
    assert sealing.seal(SECRET) != sealing.seal(SECRET)
    assert sealing.opened(sealing.seal(SECRET)) == SECRET


def test_a_former_key_opens_until_it_is_thrown_away(bea: User, settings: Settings) -> None:
    former = settings.SECRET_KEY
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another" * 9, [former]
    assert gives(code())[0] == 302
    said, others = StringIO(), sum(resealing.columns(apps.get_models()))
    call_command("seal_secrets", stdout=said)
    assert said.getvalue() == f"{2 + others} sealed by the secret key of today.\n"
    settings.SECRET_KEY_FALLBACKS = []
    assert second_factor.shown(bea).codes_left == 10


def test_with_another_key_it_is_said_and_nobody_is_let_in(bea: User, settings: Settings) -> None:
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another" * 9, []
    for said in (code(), code(""), "000000"):
        status, page = gives(said)
        assert status == 200
        assert "Whoever runs the desk lets you in." in page
    before = stored()
    others = sum(resealing.columns(apps.get_models()))
    with pytest.raises(CommandError, match=f"{2 + others} can't be read"):
        call_command("seal_secrets", stdout=StringIO())
    assert stored() == before
    assert second_factor.shown(bea).codes_left == 0
    call_command("forget_second_factor", "bea", stdout=StringIO())
    assert Client().post(SIGN_IN, {"username": "bea", "password": "a-long-one"})["Location"] == "/agent/"


def test_what_stood_there_before_is_sealed_by_the_migration_and_read_until_then(bea: User) -> None:
    app = Authenticator.objects.get(type="totp")
    app.data = {"secret": SECRET}
    app.save()
    assert gives(code())[0] == 302
    import_module("tickets.people.migrations.0006_seal_second_factors").seal(apps, None)
    assert SECRET not in stored()
    app.refresh_from_db()
    assert sealing.opened(app.data["secret"]) == SECRET
