"""Single sign-on with a real provider (oidc-provider, certified): from our page to its own and back."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import httpx
import pytest
from django.test import Client

from tests.seated import make_agent
from tests.stack import free_port
from tickets.people import oidc, sso
from tickets.people.models import Identity, User

pytestmark = [
    pytest.mark.integration,
    pytest.mark.django_db,
    pytest.mark.usefixtures("plain_static_files", "quick_passwords"),
]
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    port = free_port()
    command = [str(ROOT / "bin/node"), "tests/js/oidc/provider.js", str(port), sso.back()]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert process.stdout
        assert process.stdout.readline() == b"ready\n"
        yield f"http://127.0.0.1:{port}"
        process.kill()


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


def test_what_is_asked_for_is_what_it_says_of_itself(issuer: str) -> None:
    assert oidc.discovered(issuer)["issuer"] == issuer
    with pytest.raises(oidc.Untrue):
        oidc.discovered(f"{issuer}/")
    with pytest.raises(oidc.Unreachable):
        oidc.discovered(f"http://127.0.0.1:{free_port()}")
