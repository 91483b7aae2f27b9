"""Single sign-on with a real provider (oidc-provider, certified): from our page to its own, back, and out."""

import contextlib
import json
import re
import subprocess
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urljoin, urlsplit

import httpx
import pytest
from django.test import Client

from tests.patience import SIGN
from tests.seated import make_agent
from tests.stack import free_port
from tickets.people import given, oidc, sso
from tickets.people.models import Given, Identity, Team, User

pytestmark = [
    pytest.mark.integration,
    pytest.mark.django_db,
    pytest.mark.usefixtures("plain_static_files", "quick_passwords"),
]
ROOT = Path(__file__).parents[2]
SLOW = 20.0  # seconds that a busy machine may take


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
def words() -> "Queue[str]":
    """What it posts when somebody has signed out."""
    return Queue()


@pytest.fixture(scope="module")
def provider(words: "Queue[str]") -> Iterator[Provider]:
    class Door(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            said = self.rfile.read(int(self.headers["Content-Length"])).decode()
            words.put(parse_qs(said)["logout_token"][0])
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

    port, door = free_port(), ThreadingHTTPServer(("127.0.0.1", 0), Door)
    Thread(target=door.serve_forever, daemon=True).start()
    addresses = sso.back(), f"http://127.0.0.1:{door.server_port}"
    command = [str(ROOT / "bin/node"), "tests/js/oidc/provider.js", str(port), *addresses]
    pipes: dict[str, Any] = {
        "stdin": subprocess.PIPE,
        "stdout": subprocess.PIPE,
        "stderr": subprocess.DEVNULL,
    }
    with door, subprocess.Popen(command, cwd=ROOT, text=True, **pipes) as process:
        try:
            yield Provider(process, port)
        finally:
            process.kill()
            door.shutdown()


@pytest.fixture
def issuer(provider: Provider) -> str:
    return provider.issuer


@pytest.fixture
def desk(issuer: str) -> None:
    sso.save(issuer=issuer, client_id="desk", client_secret="a-secret-for-tests")


def signs_in_there(browser: httpx.Client, address: str, name: str) -> str:
    """The address that the provider sends the browser back to."""
    answer = browser.get(address)
    while "/accounts/sso/back/" not in (there := urljoin(str(answer.url), answer.headers["Location"])):
        answer = browser.get(there)
        if prompt := re.search(r'name="prompt" value="(\w+)"', answer.text):
            said = {"prompt": prompt[1], "login": name, "password": "any"}
            answer = browser.post(there, data=said)
    return there


def signs_out_there(browser: httpx.Client, issuer: str) -> None:
    page = browser.get(f"{issuer}/session/end").text
    secret = re.search(r'name="xsrf" value="(\w+)"', page)
    assert secret, page
    browser.post(f"{issuer}/session/end/confirm", data={"xsrf": secret[1], "logout": "yes"})


def by_sso(name: str, browser: httpx.Client | None = None) -> tuple[Client, str, str]:
    """The browser, where it is led, and what it reads there."""
    client = Client()
    there = client.get("/accounts/sso/?next=/agent/connections/")["Location"]
    with contextlib.ExitStack() as opened:
        browser = browser or opened.enter_context(httpx.Client(timeout=SIGN))
        back = urlsplit(signs_in_there(browser, there, name))
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


@pytest.mark.usefixtures("desk")
def test_who_signs_out_there_without_its_word_is_found_by_asking(issuer: str) -> None:
    make_agent("bea", "Bea", email="bea@example.org", password="a-long-one")

    def are_in() -> list[bool]:
        for row in Given.objects.all():
            Given.objects.filter(pk=row.pk).update(ask_at=row.ask_at - given.EVERY - timedelta(seconds=1))
        sso.look()
        return [one.get("/agent/").status_code == 200 for one in (stays, goes)]

    with httpx.Client(timeout=SIGN) as there, httpx.Client(timeout=SIGN) as elsewhere:
        stays, goes = by_sso("bea", elsewhere)[0], by_sso("bea", there)[0]
        assert are_in() == [True, True]
        assert are_in() == [True, True]
        signs_out_there(there, issuer)
        assert are_in() == [True, False]


@pytest.mark.usefixtures("desk")
def test_its_word_ends_the_session_that_it_names(issuer: str, words: "Queue[str]") -> None:
    make_agent("bea", "Bea", email="bea@example.org", password="a-long-one")
    with httpx.Client(timeout=SIGN) as there, httpx.Client(timeout=SIGN) as elsewhere:
        stays, goes = by_sso("bea", elsewhere)[0], by_sso("bea", there)[0]
        while not words.empty():
            words.get()
        signs_out_there(there, issuer)
    said = {"logout_token": words.get(timeout=SLOW)}
    assert Client().post("/accounts/sso/ended/", said).status_code == 200
    assert [one.get("/agent/").status_code for one in (stays, goes)] == [200, 302]
    assert Client().post("/accounts/sso/ended/", said).status_code == 400, "once"


def test_what_is_asked_for_is_what_it_says_of_itself(issuer: str) -> None:
    assert oidc.discovered(issuer)["issuer"] == issuer
    with pytest.raises(oidc.Untrue):
        oidc.discovered(f"{issuer}/")
    with pytest.raises(oidc.Unreachable):
        oidc.discovered(f"http://127.0.0.1:{free_port()}")
