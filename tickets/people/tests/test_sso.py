"""Single sign-on with an issuer in the test's hands: what it may get wrong, and who is who."""

import ssl
import time
from datetime import timedelta
from typing import Any
from urllib.error import URLError
from urllib.parse import parse_qs, urlsplit
from urllib.request import OpenerDirector

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from tests.seated import make_agent
from tickets.audit.models import Line
from tickets.people import oidc, sso
from tickets.people.models import Given, Identity, SignInRules, User
from tickets.people.tests.issuer import ISSUER, SECRET, Issuer, comes, goes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_static_files", "quick_passwords")]
SIGN_IN, PAGE = "/accounts/login/", "/agent/settings/sign-in/"


def test_who_comes_with_a_confirmed_address_is_who_has_it_here(issuer: Issuer, bea: User) -> None:
    assert comes(issuer) == (True, "")
    issuer.says = {"email": "married@example.org", "email_verified": False}
    assert comes(issuer) == (True, ""), "known by now, whatever the address"
    issuer.says = {"sub": "b-2"}
    assert comes(issuer)[0], "and another of theirs is theirs too"
    assert set(Identity.objects.values_list("user", "subject")) == {(bea.pk, "b-1"), (bea.pk, "b-2")}


@pytest.mark.parametrize("verified", [False, None, "true", 1, "false"])
def test_an_address_that_isn_t_confirmed_is_nobodys(issuer: Issuer, bea: User, verified: Any) -> None:
    sso.save(lets_new_in=True)
    issuer.says = {"email_verified": verified}
    came, words = comes(issuer)
    assert not came
    assert "login.example.com doesn&#x27;t say that your e-mail address is confirmed." in words
    assert not Identity.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"nonce": "of another"},
        {"nonce": None},
        {"aud": "another desk"},
        {"iss": "https://evil.example.com"},
        {"exp": int(time.time()) - 3600},
        {"exp": None},
        {"sub": None},
        {"sub": "x" * 256},
    ],
)
def test_a_token_that_isn_t_for_us_opens_nothing(issuer: Issuer, bea: User, wrong: dict[str, Any]) -> None:
    issuer.says = wrong
    came, words = comes(issuer)
    assert not came
    assert "answered isn&#x27;t what was asked" in words


@pytest.mark.parametrize("algorithm", ["ES256", "HS256", "none"])
def test_a_token_that_it_didn_t_sign_opens_nothing(issuer: Issuer, bea: User, algorithm: str) -> None:
    issuer.algorithm, issuer.signs_with = algorithm, ec.generate_private_key(ec.SECP256R1())
    assert not comes(issuer)[0]


def test_what_it_tells_of_somebody_else_isn_t_taken(issuer: Issuer, bea: User) -> None:
    issuer.says = {"email": None, "email_verified": None}
    issuer.told = {"sub": "someone", "email": "bea@example.org", "email_verified": True}
    assert not comes(issuer)[0]
    issuer.told["sub"] = "b-1"
    assert comes(issuer)[0]


def test_who_didn_t_go_from_here_doesn_t_come_back(issuer: Issuer, bea: User) -> None:
    client = Client()
    back = goes(client, issuer)
    for browser, address in ((Client(), back), (client, f"{back}x"), (client, back)):
        assert "begun elsewhere" in browser.get(address).content.decode(), "the last: it was asked once"
    client.get(goes(client, issuer))
    client.post("/accounts/logout/")
    assert "begun elsewhere" in client.get(back).content.decode()
    assert client.get("/agent/").status_code == 302


def test_it_is_away_and_a_password_signs_in(issuer: Issuer, bea: User) -> None:
    client = Client()
    back = goes(client, issuer)
    issuer.away = True
    for address in ("/accounts/sso/", back):
        text = client.get(address).content.decode()
        assert "login.example.com can&#x27;t be reached just now." in text
        assert 'name="password"' in text
        assert f'action="{SIGN_IN}"' in text
    answer = client.post(SIGN_IN, {"username": "bea", "password": "a-long-one"})
    assert answer["Location"] == "/agent/"


@pytest.mark.parametrize("no", ["invalid_client", "unauthorized_client"])
def test_a_secret_that_it_doesn_t_take_is_nothing_to_try_again(issuer: Issuer, bea: User, no: str) -> None:
    issuer.no = no
    came, words = comes(issuer)
    assert not came
    assert "login.example.com doesn&#x27;t take this desk&#x27;s client id and secret. Tell whoever" in words


def not_trusted() -> ssl.SSLCertVerificationError:
    error = ssl.SSLCertVerificationError(1, "[SSL: CERTIFICATE_VERIFY_FAILED] (_ssl.c:1006)")
    error.verify_message = "self-signed certificate"
    return error


@pytest.mark.parametrize(
    ("error", "why"),
    [
        (URLError(ConnectionRefusedError(111, "Connection refused")), "Connection refused"),
        (URLError("no host given"), "no host given"),
        (URLError(not_trusted()), "self-signed certificate"),
        (TimeoutError("timed out"), "timed out"),
        (ValueError("Expecting value: line 1 column 1 (char 0)"), "it says nothing that can be read"),
    ],
)
def test_why_it_can_t_be_reached_is_said_in_words(
    monkeypatch: pytest.MonkeyPatch, error: Exception, why: str
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(OpenerDirector, "open", fails)
    with pytest.raises(oidc.Unreachable, match=f"^{why}$"):
        oidc.discovered(ISSUER)


def test_somebody_who_went_back_is_told(issuer: Issuer, bea: User) -> None:
    client = Client()
    back = goes(client, issuer).replace("code=c", "error=access_denied")
    assert "login.example.com didn&#x27;t sign you in" in client.get(back).content.decode()


def test_a_second_factor_here_is_asked_for_still(issuer: Issuer, bea: User) -> None:
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    TOTP.activate(bea, generate_totp_secret())
    client = Client()
    assert client.get(goes(client, issuer))["Location"] == "/accounts/login/code/"
    assert client.get("/agent/").status_code == 302


@pytest.mark.parametrize(("ago", "counts"), [(10, True), (3600, False), (None, False)])
def test_who_came_so_is_asked_so_again(issuer: Issuer, bea: User, ago: int | None, counts: bool) -> None:
    client = Client()
    client.get(goes(client, issuer))
    issuer.says = {"auth_time": ago and int(time.time()) - ago}
    again = client.get("/accounts/app/")["Location"]
    assert 'href="/accounts/sso/?anew&next=/accounts/app/"' in client.get(again).content.decode()
    asked = parse_qs(urlsplit(client.get("/accounts/sso/?anew&next=/accounts/app/")["Location"]).query)
    assert (asked["prompt"], asked["max_age"]) == (["login"], ["0"])
    issuer.nonce = asked["nonce"][0]
    back = client.get(f"/accounts/sso/back/?code=c&state={asked['state'][0]}")
    assert back["Location"] == "/accounts/app/"
    assert (client.get("/accounts/app/").status_code == 200) is counts, (
        "the issuer may have known her for days"
    )


def test_who_owes_a_second_factor_shows_so_who_they_are_to_set_it_up(issuer: Issuer, bea: User) -> None:
    client = Client()
    client.get(goes(client, issuer))
    User.objects.filter(pk=bea.pk).update(factor_by=timezone.now() - timedelta(seconds=1))
    assert client.get("/agent/")["Location"] == "/accounts/second_factor/"
    assert client.get("/accounts/app/")["Location"].startswith("/accounts/login/again/")
    issuer.says = {"auth_time": int(time.time())}
    there = client.get("/accounts/sso/?anew&next=/accounts/app/")["Location"]
    asked = parse_qs(urlsplit(there).query)
    issuer.nonce = asked["nonce"][0]
    back = client.get(f"/accounts/sso/back/?code=c&state={asked['state'][0]}")
    assert back["Location"] == "/accounts/app/"
    assert client.get("/accounts/app/").status_code == 200
    assert client.get("/agent/")["Location"] == "/accounts/second_factor/", "and no more than that"


def test_who_isn_t_known_there_isn_t_sent_there_again(issuer: Issuer, bea: User) -> None:
    client = Client()
    client.force_login(bea, "django.contrib.auth.backends.ModelBackend")
    again = client.get("/accounts/app/")["Location"]
    assert "/accounts/sso/" not in client.get(again).content.decode()


def test_who_was_let_go_stays_outside(issuer: Issuer, bea: User) -> None:
    assert comes(issuer)[0]
    User.objects.filter(pk=bea.pk).update(is_active=False)
    assert "switched off" in comes(issuer)[1]


def test_two_of_one_address_are_neither(issuer: Issuer, bea: User) -> None:
    make_agent("eve", email="BEA@example.org", password="a-long-one")
    assert "More than one account" in comes(issuer)[1]


def test_who_isn_t_known_is_invited_or_let_in(issuer: Issuer, db: None) -> None:
    assert "Nobody here has the address bea@example.org" in comes(issuer)[1]
    make_agent("bea", password="a-long-one")
    sso.save(lets_new_in=True)
    assert comes(issuer)[0]
    new = User.objects.get(email="bea@example.org")
    assert (new.username, new.role, new.is_superuser) == ("bea2", "agent", False)


def test_only_so_is_of_all_but_owners(issuer: Issuer, bea: User) -> None:
    make_agent("root", is_superuser=True, password="a-long-one")
    sso.save(only_sso=True)
    for name, status in (("bea", 200), ("root", 302)):
        client = Client()
        answer = client.post(SIGN_IN, {"username": name, "password": "a-long-one"})
        assert answer.status_code == status
        assert (client.get("/agent/").status_code == 200) == (status == 302)
    assert (
        "by single sign-on"
        in Client().post(SIGN_IN, {"username": "bea", "password": "a-long-one"}).content.decode()
    )
    assert comes(issuer)[0]


def test_what_a_browser_opens_as_a_customer_it_opens_still(issuer: Issuer, bea: User) -> None:
    client = Client()
    client.get("/accounts/sso/")
    session = client.session
    session["tickets"] = ["0" * 32]
    session.save()
    assert comes(issuer, client)[0]
    assert client.session["tickets"] == ["0" * 32]


def test_the_secret_is_sealed_anew_before_a_former_key_is_thrown_away(
    issuer: Issuer, settings: Settings
) -> None:
    sso.save(issuer=ISSUER, client_secret=SECRET)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another" * 9, [settings.SECRET_KEY]
    assert sso.resealed() == (1, 0)
    settings.SECRET_KEY_FALLBACKS = []
    found = sso.rules()
    assert found
    assert found.client.secret == SECRET
    settings.SECRET_KEY = "a third" * 9
    assert sso.resealed() == (0, 1)


def test_it_is_set_up_at_the_desk_and_the_secret_is_seen_nowhere(issuer: Issuer, root: Client) -> None:
    SignInRules.objects.all().delete()
    sent = {"act": "sso", "issuer": ISSUER, "client_id": "desk", "client_secret": SECRET, "only_sso": "on"}
    assert root.post(PAGE, sent | {"client_secret": ""}).status_code == 200, "there is none yet"
    assert root.post(PAGE, sent)["Location"] == PAGE
    found = sso.rules()
    assert found
    assert (found.client.secret, found.only_sso, found.lets_new_in) == (SECRET, True, False)
    assert root.post(PAGE, sent | {"client_secret": ""}).status_code == 302, "it stays"
    page = root.get(PAGE).content.decode()
    assert sso.back() in page
    seen = page + repr(found) + str(list(SignInRules.objects.values())) + str(list(Line.objects.values()))
    assert SECRET not in seen
    assert sso.rules() == found
    line = Line.objects.filter(what="sign-in.rules").order_by("pk")[1]
    assert (line.by, line.after["issuer"], line.after["secret"]) == ("root", ISSUER, "another")
    root.post(PAGE, {"act": "sso"})
    assert sso.rules() is None
    assert "/accounts/sso/" not in Client().get(SIGN_IN).content.decode()


def test_what_can_t_be_asked_isn_t_kept(issuer: Issuer, root: Client) -> None:
    issuer.away = True
    sent = {"act": "sso", "issuer": "https://gone.example.com", "client_id": "desk", "client_secret": "s"}
    assert "no issuer that can be asked: no route to host" in root.post(PAGE, sent).content.decode()
    found = sso.rules()
    assert found
    assert found.client.issuer == ISSUER


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://login.example.com", True),
        ("http://127.0.0.1:9", True),
        ("http://localhost:9", True),
        ("http://login.example.com", False),
        ("http://10.0.0.1", False),
        ("file:///etc/passwd", False),
        ("", False),
    ],
)
def test_it_is_asked_by_tls_or_on_this_machine(url: str, safe: bool) -> None:
    assert oidc.is_safe(url) is safe


# — by the environment —


@pytest.fixture
def by_environment(issuer: Issuer, settings: Settings) -> Settings:
    """The desk's settings name another one."""
    SignInRules.objects.update(issuer="https://old.example.com", client_id="old", only_sso=True)
    settings.OIDC_ISSUER, settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET = ISSUER, "desk", SECRET
    return settings


def test_the_environment_wins_over_the_settings(issuer: Issuer, by_environment: Settings, bea: User) -> None:
    assert comes(issuer) == (True, "")
    assert Identity.objects.get().issuer == ISSUER
    password = {"username": "bea", "password": "a-long-one"}
    assert Client().post(SIGN_IN, password)["Location"] == "/agent/", "OIDC_ONLY is off"
    by_environment.OIDC_ONLY = True
    assert str(sso.ALONE) in Client().post(SIGN_IN, password).content.decode()
    by_environment.OIDC_ISSUER = ""
    found = sso.rules()
    assert found
    assert (found.client.issuer, found.only_sso) == ("https://old.example.com", True)


def test_the_page_shows_the_environment_and_changes_nothing_of_it(
    root: Client, issuer: Issuer, by_environment: Settings
) -> None:
    page = root.get(PAGE).content.decode()
    assert f"The environment says whom to ask: {ISSUER}, as the client desk" in page
    assert "A password signs in as well (OIDC_ONLY)." in page
    assert SECRET not in page
    assert 'name="issuer"' not in page
    said = {"act": "sso", "issuer": "https://evil.example.com", "client_id": "x", "lets_new_in": "on"}
    assert root.post(PAGE, said)["Location"] == PAGE
    row = SignInRules.objects.get()
    assert (row.issuer, row.client_id, row.only_sso) == ("https://old.example.com", "old", True)
    found = sso.rules()
    assert found
    assert (found.client.issuer, found.lets_new_in, found.only_sso) == (ISSUER, True, False)
    by_environment.OIDC_ONLY = True
    assert "Everybody but owners signs in so alone (OIDC_ONLY)." in root.get(PAGE).content.decode()


def test_the_environment_needs_no_row(settings: Settings, db: None) -> None:
    settings.OIDC_ISSUER, settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET = ISSUER, "desk", SECRET
    found = sso.rules()
    assert found
    assert (found.client.id, found.client.secret, found.lets_new_in) == ("desk", SECRET, False)


# — an owner —


def saves(name: str, **changed: str) -> Client:
    """The issuer, on the page of the settings."""
    client = Client()
    client.post(SIGN_IN, {"username": name, "password": "a-long-one"})
    sent = {"act": "sso", "issuer": ISSUER, "client_id": "desk", "client_secret": ""} | changed
    assert client.post(PAGE, sent)["Location"] == PAGE
    return client


@pytest.fixture
def abe(db: None) -> User:
    return make_agent("abe", "Abe", role="admin", password="a-long-one")


@pytest.fixture
def ona(db: None) -> User:
    return make_agent("ona", "Ona", email="ona@example.org", is_superuser=True, password="a-long-one")


NOTICE = "Owners sign in by it only once an owner has saved it"


def test_an_owner_comes_by_no_issuer_that_an_administrator_has_chosen(
    issuer: Issuer, abe: User, ona: User
) -> None:
    SignInRules.objects.all().delete()
    page = saves("abe", client_secret=SECRET).get(PAGE)
    assert NOTICE in page.content.decode()
    issuer.says = {"email": "ona@example.org"}
    came, words = comes(issuer)
    assert not came
    assert "Owners come by login.example.com only once an owner has saved it." in words
    assert not Identity.objects.exists(), "and isn't linked"
    assert NOTICE not in saves("ona").get(PAGE).content.decode()
    assert comes(issuer)[0]


@pytest.mark.parametrize(
    ("changed", "believed"),
    [
        ({"lets_new_in": "on"}, True),
        ({"client_id": "another"}, False),
        ({"client_secret": "another"}, False),
        ({"issuer": ""}, False),
    ],
)
def test_what_an_administrator_changes_of_it_is_theirs(
    issuer: Issuer, abe: User, ona: User, changed: dict[str, str], believed: bool
) -> None:
    saves("ona")
    issuer.says = {"email": "ona@example.org"}
    assert comes(issuer)[0]
    saves("abe", **changed)
    assert SignInRules.objects.get().by_owner is believed
    SignInRules.objects.update(client_id="desk", issuer=ISSUER)
    assert comes(issuer)[0] is believed, "linked or not"
    assert sso.is_known(ona) is believed


def test_a_table_or_a_switch_of_an_owner_says_nothing_of_the_issuer(
    issuer: Issuer, root: Client, settings: Settings
) -> None:
    root.post(f"{PAGE}roles/", {"claim": "groups", "unnamed": "agent", **LINES})
    assert SignInRules.objects.get().named == [{"value": "desk", "role": "agent", "teams": []}]
    settings.OIDC_ISSUER, settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET = ISSUER, "desk", SECRET
    root.post(PAGE, {"act": "sso", "lets_new_in": "on"})
    assert (SignInRules.objects.get().lets_new_in, SignInRules.objects.get().by_owner) == (True, False)


LINES = {
    "line-TOTAL_FORMS": "1",
    "line-INITIAL_FORMS": "0",
    "line-0-value": "desk",
    "line-0-role": "agent",
}


def test_an_owner_comes_by_the_environment_s(issuer: Issuer, by_environment: Settings, ona: User) -> None:
    issuer.says = {"email": "ona@example.org"}
    assert comes(issuer)[0]


def test_who_becomes_an_owner_comes_anew(issuer: Issuer, bea: User) -> None:
    """What an administrator's issuer had given them before would be an owner's."""
    clients = Client(), Client()
    assert all(comes(issuer, client)[0] for client in clients)
    User.objects.filter(pk=bea.pk).update(is_superuser=True)
    Given.objects.update(ask_at=timezone.now())
    SignInRules.objects.update(by_owner=True)
    sso.look()
    assert Given.objects.count() == 2
    Given.objects.update(ask_at=timezone.now())
    SignInRules.objects.update(by_owner=False)
    sso.look()
    assert not any(client.get("/agent/").status_code == 200 for client in clients)
    line = Line.objects.filter(what="sign-in.ended").latest("pk")
    assert (line.by, line.about) == ("single sign-on (login.example.com)", "bea")
