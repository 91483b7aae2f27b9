"""A desk whose PUBLIC_URL, or whose proxy, says otherwise than the browser: a page says what is wrong,
where it was a form that is too old for ever, a bare 400, or a redirect in a circle."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest
from django.core.handlers.asgi import ASGIHandler
from django.test import Client
from pytest_django import Settings

from support_site.forwarded import take_forwarded
from support_site.https import RedirectToHttps
from tickets.wire.buckets import Bucket, Rate

pytestmark = pytest.mark.usefixtures("plain_static_files")
HERE = "http://127.0.0.1:8000"
ELSEWHERE = "http://127.0.0.1:8080"
OURS = "https://desk.example"


def words(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


# — a wrong PUBLIC_URL —


@pytest.mark.parametrize("door", ["/accounts/login/", "/admin/login/"])
def test_a_form_from_another_address_names_both(db: None, door: str) -> None:
    client = Client(enforce_csrf_checks=True)
    client.get(door)
    answer = client.post(door, {"username": "a", "password": "b"}, headers={"Origin": ELSEWHERE})
    assert answer.status_code == 403
    assert f"opened at {ELSEWHERE}" in words(answer)
    assert f'href="{HERE}{door}"' in words(answer)
    assert "PUBLIC_URL" in words(answer)


def test_a_form_from_here_is_too_old_or_has_no_cookie(db: None) -> None:
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/accounts/login/", {}, headers={"Origin": HERE})
    assert "Your browser keeps no cookies here" in words(answer)
    client.get("/accounts/login/")
    answer = client.post("/accounts/login/", {}, headers={"Origin": HERE})
    assert "That took too long" in words(answer)


@pytest.mark.parametrize("host", ["desk.wrong", "192.0.2.1:8000", "[2001:db8::1]:8000", "<b>", ""])
def test_a_host_that_nobody_named(client: Client, host: str) -> None:
    for path in ("/", "/accounts/login/"):
        answer = client.get(path, headers={"Host": host})
        assert answer.status_code == 400
        assert "answers only at http://127.0.0.1:8000" in words(answer)
        assert "<b>" not in words(answer)
    assert client.get("/api/queue", headers={"Host": host}).json()["code"] == "bad_frame"


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/accounts/login/", "/t/nowhere/"])
def test_each_page_knows_where_its_desk_answers(client: Client, path: str) -> None:
    page = words(client.get(path))
    assert f'data-origins="{HERE} http://localhost:8000"' in page
    assert "origins.includes(location.origin)" in page


# — https behind a proxy —

Desk = Callable[..., httpx.AsyncClient]


@pytest.fixture
def desk(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A browser in front of it, `hops` proxies away."""
    monkeypatch.setattr(RedirectToHttps, "_lines", Bucket(Rate(burst=1, per_second=1e-6), now=0))
    settings.SECURE_SSL_REDIRECT, settings.SECURE_HSTS_SECONDS, settings.PUBLIC_URL = True, 60, OURS
    settings.ALLOWED_HOSTS = ["desk.example"]

    def behind(hops: int) -> httpx.AsyncClient:
        settings.BEHIND_PROXY, settings.PROXY_HOPS = hops > 0, hops
        django = ASGIHandler()

        async def app(scope: Any, receive: Any, send: Any) -> None:
            take_forwarded(scope)
            await django(scope, receive, send)

        # As the proxy asks: the browser's side of it is in the header.
        return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://desk.example")

    return behind


def said(*lines: str) -> list[tuple[str, str]]:
    return [("X-Forwarded-Proto", line) for line in lines]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("lines", [("https",), ("HTTPS",), ("http, https",), ("http", "https")])
async def test_who_comes_by_https_is_served(desk: Desk, lines: tuple[str, ...]) -> None:
    async with desk(1) as http:
        answer = await http.get("/", headers=said(*lines))
        assert answer.status_code == 200
        assert "strict-transport-security" in answer.headers


@pytest.mark.parametrize("lines", [("http",), ("https, http",), ("https", "http")])
async def test_who_comes_by_http_is_sent_on(desk: Desk, lines: tuple[str, ...]) -> None:
    async with desk(1) as http:
        answer = await http.get("/agent/?view=mine", headers=said(*lines))
        assert (answer.status_code, answer.headers["location"]) == (301, f"{OURS}/agent/?view=mine")


@pytest.mark.parametrize(
    ("hops", "lines", "why"),
    [
        (0, ("https",), "BEHIND_PROXY is off"),
        (1, (), "sends no X-Forwarded-Proto"),
        (1, ("",), "sends no X-Forwarded-Proto"),
        (1, ("gopher",), "sends no X-Forwarded-Proto"),
    ],
)
async def test_a_proxy_that_says_nothing_of_https_is_told_so(
    desk: Desk, caplog: pytest.LogCaptureFixture, hops: int, lines: tuple[str, ...], why: str
) -> None:
    async with desk(hops) as http:
        for _ in range(3):
            answer = await http.get("/", headers=said(*lines))
            assert answer.status_code == 500
            assert why in answer.text
        call = await http.get("/api/queue", headers=said(*lines))
        assert call.json()["code"] == "unavailable"
        assert why in call.json()["message"]
    told = [record.getMessage() for record in caplog.records if record.levelname == "ERROR"]
    assert len(told) == 1
    assert why in told[0]


async def test_a_proxy_that_always_says_http_does_not_send_a_browser_in_a_circle(desk: Desk) -> None:
    async with desk(1) as http:
        first = await http.get("/", headers=said("http"))
        cookie = first.headers["set-cookie"]
        assert "Secure" in cookie, "a browser that came by http keeps no such cookie"
        again = await http.get("/", headers=[*said("http"), ("Cookie", cookie.partition(";")[0])])
        assert again.status_code == 500
        assert "X-Forwarded-Proto: http for who comes by https" in again.text


async def test_probes_need_no_https(desk: Desk) -> None:
    async with desk(1) as http:
        assert (await http.get("/healthz")).status_code == 200
