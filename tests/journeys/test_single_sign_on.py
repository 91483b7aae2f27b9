"""Single sign-on with a real provider (oidc-provider, certified): from our page to its own and back."""

import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpx
import pytest
from django.test import Client

from tests.seated import make_agent
from tests.stack import free_port
from tickets.people import oidc, sso
from tickets.people.models import Identity, Team, User

pytestmark = [
    pytest.mark.integration,
    pytest.mark.django_db,
    pytest.mark.usefixtures("plain_static_files", "quick_passwords"),
]
ROOT = Path(__file__).parents[2]


class Provider:
    def __init__(self, process: Any, port: int) -> None:
        self.process, self.issuer = process, f"http://127.0.0.1:{port}"
        self.says("ready")

    def says(self, words: str) -> None:
        """Among what it warns of."""
        assert any(line == f"{words}\n" for line in self.process.stdout)

    def is_told(self, **said: Any) -> None:
        print(json.dumps(said), file=self.process.stdin, flush=True)
        self.says("heard")


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    port = free_port()
    command = [str(ROOT / "bin/node"), "tests/js/oidc/provider.js", str(port), sso.back()]
    pipes: dict[str, Any] = {
        "stdin": subprocess.PIPE,
        "stdout": subprocess.PIPE,
        "stderr": subprocess.DEVNULL,
    }
    with subprocess.Popen(command, cwd=ROOT, text=True, **pipes) as process:
        yield Provider(process, port)
        process.kill()


@pytest.fixture
def issuer(provider: Provider) -> str:
    return provider.issuer


@pytest.fixture
def desk(issuer: str) -> None:
    sso.save(issuer=issuer, client_id="desk", client_secret="a-secret-for-tests")


def signs_in_there(address: str, name: str) -> str:
    """The address that the provider sends the browser back to."""
    with httpx.Client() as browser:
        answer = browser.get(address)
        while not (there := urljoin(str(answer.url), answer.headers["Location"])).startswith(sso.back()):
            answer = browser.get(there)
            if prompt := re.search(r'name="prompt" value="(\w+)"', answer.text):
                given = {"prompt": prompt[1], "login": name, "password": "any"}
                answer = browser.post(there, data=given)
    return there


def by_sso(name: str) -> tuple[Client, str, str]:
    """The browser, where it is led, and what it reads there."""
    client = Client()
    back = urlsplit(signs_in_there(client.get("/accounts/sso/?next=/agent/connections/")["Location"], name))
    answer = client.get(f"{back.path}?{back.query}")
    return client, answer.get("Location", ""), answer.content.decode()


@pytest.mark.usefixtures("desk")
def test_an_agent_signs_in_by_a_real_provider() -> None:
    make_agent("bea", "Bea", email="Bea@example.org", password="a-long-one")
    for _ in range(2):
        client, led, _ = by_sso("bea")
        assert led == "/agent/connections/"
        assert client.get("/agent/").status_code == 200
    assert Identity.objects.get().user.username == "bea"


@pytest.mark.usefixtures("desk")
def test_who_isn_t_known_or_confirmed_is_told_so_and_gets_an_account_where_it_may() -> None:
    assert "Nobody here has the address abe@example.org" in by_sso("abe")[2]
    sso.save(lets_new_in=True)
    client, led, _ = by_sso("abe")
    assert led == "/agent/connections/"
    assert client.get("/agent/").status_code == 200
    abe = User.objects.get(username="abe")
    assert (abe.first_name, abe.role, abe.is_superuser) == ("ABE", "agent", False)
    assert "Confirm it there" in by_sso("newcomer")[2]
    assert User.objects.count() == 1


@pytest.mark.usefixtures("desk")
def test_its_groups_give_a_role_and_teams(provider: Provider) -> None:
    """They are in no token of its, but in what it tells beside, and for their own scope alone."""
    billing = Team.objects.create(name="Billing")
    named = [{"value": "billing", "role": "", "teams": [billing.pk]}]
    sso.save(named=[*named, {"value": "desk-admins", "role": "admin", "teams": []}], unnamed="light")
    bea = make_agent("bea", "Bea", email="bea@example.org", password="a-long-one")
    for groups, role, in_teams in (
        (["desk-admins", "billing"], "admin", [billing]),
        (["billing"], "light", [billing]),
        (None, "light", []),
    ):
        provider.is_told(bea=groups)
        assert by_sso("bea")[1] == "/agent/connections/"
        bea.refresh_from_db()
        assert (bea.role, [*bea.teams.all()]) == (role, in_teams)


def test_what_is_asked_for_is_what_it_says_of_itself(issuer: str) -> None:
    assert oidc.discovered(issuer)["issuer"] == issuer
    with pytest.raises(oidc.Untrue):
        oidc.discovered(f"{issuer}/")
    with pytest.raises(oidc.Unreachable):
        oidc.discovered(f"http://127.0.0.1:{free_port()}")
