"""The People page, and how somebody joins."""

import re
from urllib.parse import urlencode

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth
from django.test import Client

from tests.seated import make_agent
from tickets.people import invitations, sso, staff
from tickets.people.models import Invitation, User
from tickets.refusals import Refused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_static_files", "quick_passwords")]
PEOPLE, JOIN, PASSWORD = "/agent/people/", "/accounts/join/", "a-long-one"
BOB = {
    "name": "Bob  Ross",
    "username": "bob",
    "email": "",
    "password1": "a-better-one-8",
    "password2": "a-better-one-8",
}


@pytest.fixture
def ada(client: Client) -> User:
    ada = make_agent("ada", "Ada", is_superuser=True, password=PASSWORD)
    client.post("/accounts/login/", {"username": "ada", "password": PASSWORD})
    return ada


def test_somebody_is_invited_joins_and_is_at_the_desk(client: Client, ada: User) -> None:
    client.post(PEOPLE, {"act": "invite", "email": "bob@example.org"})
    page = client.get(PEOPLE).content.decode()
    link = invitations.link(Invitation.objects.get())
    assert link in page
    token, bob = link.partition("#")[2], Client()
    assert bob.post(JOIN, {"token": token})["Location"] == JOIN
    assert 'value="bob@example.org"' in bob.get(JOIN).content.decode()
    weak = bob.post(JOIN, BOB | {"password1": "bob", "password2": "bob"})
    assert weak.status_code == 200
    assert "field-error" in weak.content.decode()
    taken = bob.post(JOIN, BOB | {"username": "ada"})
    assert "field-error" in taken.content.decode()
    assert bob.post(JOIN, BOB)["Location"] == "/agent/"
    assert bob.get("/agent/").status_code == 200
    assert "Bob Ross" in client.get(PEOPLE).content.decode()
    assert bob.get(PEOPLE).status_code == 403, "whoever joins looks after nobody"
    late = Client()
    answer = late.post(JOIN, {"token": token})
    assert answer.status_code == 410
    assert "works once" in answer.content.decode()
    assert late.post(JOIN, BOB | {"username": "eve"}).status_code == 410
    assert not User.objects.filter(username="eve").exists()


@pytest.mark.parametrize(
    ("invited", "written", "taken"),
    [
        ("Bob@example.org", "bob@example.ORG", "Bob@example.org"),
        ("bob@example.org", "", ""),
        ("bob@example.org", "eve@example.org", None),
        ("", "bob@example.org", None),
    ],
)
def test_while_single_sign_on_knows_people_by_it_nobody_joins_with_another_s_address(
    ada: User, invited: str, written: str, taken: str | None
) -> None:
    sso.save(issuer="https://login.example.com", client_id="desk", client_secret="s")
    token, bob = invitations.link(invitations.invite(ada, invited)).partition("#")[2], Client()
    bob.post(JOIN, {"token": token})
    answer = bob.post(JOIN, BOB | {"email": written})
    if taken is None:
        assert "Take the address that you were invited by, or none." in answer.content.decode()
    joined = User.objects.filter(username=BOB["username"]).values_list("email", flat=True)
    assert list(joined) == ([] if taken is None else [taken])


def test_who_is_let_go_is_outside_and_may_come_back(client: Client, ada: User) -> None:
    bob = make_agent("bob", "Bob", password=PASSWORD)
    his = Client()
    his.force_login(bob, "django.contrib.auth.backends.ModelBackend")
    client.post(PEOPLE, {"act": "let-go", "who": bob.pk})
    assert his.get("/agent/").status_code == 302
    client.post(PEOPLE, {"act": "let-in", "who": bob.pk})
    assert his.get("/agent/").status_code == 200


def test_a_lost_factor_is_taken_away(client: Client, ada: User) -> None:
    bob = make_agent("bob", "Bob", password=PASSWORD)
    auth.TOTP.activate(bob, auth.generate_totp_secret())
    assert "forget-factor" in client.get(PEOPLE).content.decode()
    client.post(PEOPLE, {"act": "forget-factor", "who": bob.pk})
    assert not Authenticator.objects.exists()
    assert "forget-factor" not in client.get(PEOPLE).content.decode()


@pytest.mark.parametrize("act", ["let-go", "forget-factor"])
def test_nobody_does_it_to_themselves(client: Client, ada: User, act: str) -> None:
    assert client.post(PEOPLE, {"act": act, "who": ada.pk}).status_code == 403
    ada.refresh_from_db()
    assert ada.is_active


def test_of_two_who_let_each_other_go_one_stays(ada: User) -> None:
    bea = make_agent("bea", "Bea", is_superuser=True)
    staff.let_go(ada.pk, bea.pk)
    with pytest.raises(Refused):
        staff.let_go(bea.pk, ada.pk)


@pytest.mark.parametrize("who", ["0", "a", "²"])
def test_there_must_be_somebody(client: Client, ada: User, who: str) -> None:
    assert client.post(PEOPLE, {"act": "let-go", "who": who}).status_code in (403, 404)
    assert client.post(PEOPLE, {"act": "nothing", "who": ada.pk}).status_code == 404


def test_whoever_finds_the_desk_open_is_asked_for_the_password(client: Client) -> None:
    ada = make_agent("ada", "Ada", is_superuser=True, password=PASSWORD)
    client.force_login(ada, "django.contrib.auth.backends.ModelBackend")
    answer = client.post(PEOPLE, {"act": "invite", "email": ""})
    assert answer["Location"].startswith("/accounts/login/again/")
    assert not Invitation.objects.exists()
    assert way_back(client, answer["Location"]) == (PEOPLE, "Back to where you were")
    client.post(answer["Location"], {"password": "a guess"})
    assert way_back(client, answer["Location"]) == (PEOPLE, "Back to where you were")


@pytest.mark.parametrize(
    ("wanted", "back"),
    [
        ("/agent/settings/privacy/exports/1/file/", ("/agent/", "Back to the desk")),  # asks by itself
        ("/accounts/2fa/totp/activate/", ("/accounts/profile/", "Back to your profile")),
        ("https://evil.example/agent/", ("/accounts/profile/", "Back to your profile")),
        ("//evil.example/agent/", ("/accounts/profile/", "Back to your profile")),
        ("", ("/accounts/profile/", "Back to your profile")),
    ],
)
def test_who_gives_no_password_goes_where_none_is_asked_for(
    client: Client, ada: User, wanted: str, back: tuple[str, str]
) -> None:
    assert way_back(client, f"/accounts/login/again/?{urlencode({'next': wanted})}") == back


def way_back(client: Client, again: str) -> tuple[str, str]:
    found = re.search(r'<p><a href="([^"]*)">([^<]*)</a></p>\s*</main>', client.get(again).content.decode())
    assert found
    return found[1], found[2]


def test_programs_and_strangers(client: Client, ada: User) -> None:
    program = User(username="api-x", first_name="Robot", is_staff=True)
    program.set_unusable_password()
    program.save()
    assert "Robot" not in {one.name for one in staff.all_of_them()}
    page = client.get(PEOPLE).content.decode()
    assert "Robot" in page[page.index("programs-title") :], "it has a role and teams"
    assert "let-go" not in page[page.index("programs-title") :]
    assert Client().get(PEOPLE)["Location"].startswith("/accounts/login/")
    agent = Client()
    agent.force_login(make_agent("abe"), "django.contrib.auth.backends.ModelBackend")
    assert agent.get(PEOPLE).status_code == 403
    assert agent.post(PEOPLE, {"act": "invite"}).status_code == 403
