"""What another website's page gets of us: a script, and a frame that only this website may show."""

import gzip
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client, RequestFactory

from tests.deletion.house import NODE
from tests.house.words import LANGUAGES
from tests.seated import make_agent
from tickets.features.widget import bundle, views
from tickets.people import sites
from tickets.people.sites import Site

if TYPE_CHECKING:
    from django.http import HttpResponse

SHOP = Site("shop", "Shop", origins=("https://shop.example", "https://*.shop.example"), languages=("de",))
OTHERS = Site("others", "Others", only_verified=True)
SIX_KB = 6 * 1024


@pytest.fixture(autouse=True)
def _two_sites(monkeypatch: pytest.MonkeyPatch, plain_static_files: None, db: None) -> None:
    known = {site.key: site for site in (SHOP, OTHERS)}
    monkeypatch.setattr(sites, "_finds", [lambda key: known.get(key or "shop")])


def ancestors(answer: Any) -> list[str]:
    policy = dict(part.split(" ", 1) for part in answer["Content-Security-Policy"].split("; "))
    return list(policy["frame-ancestors"].split())


@pytest.mark.parametrize("path", ["", "chat/"])
def test_a_frame_is_shown_by_its_site_and_by_our_own_pages(client: Client, settings: Any, path: str) -> None:
    answer = client.get(f"/w/shop/{path}")
    assert answer.status_code == 200
    assert ancestors(answer) == [*settings.PUBLIC_ORIGINS, *SHOP.origins]
    assert "X-Frame-Options" not in answer
    assert ancestors(client.get(f"/w/others/{path}")) == settings.PUBLIC_ORIGINS


def test_no_other_page_is_shown_in_a_frame(client: Client, db: None) -> None:
    for path in ("/", "/t/nowhere/", "/accounts/login/", "/w/nowhere/", "/w/nowhere/chat/"):
        answer = client.get(path)
        assert ancestors(answer) == ["'none'"], path
        assert answer["X-Frame-Options"] == "DENY", path
    assert client.get("/w/nowhere/").status_code == 404


@pytest.mark.parametrize("path", ["", "chat/"])
def test_a_frame_is_the_same_for_everybody_and_leaves_no_cookie(client: Client, db: None, path: str) -> None:
    """An agent's sign-in, too, is nothing to it."""
    strangers = client.get(f"/w/shop/{path}")
    client.force_login(make_agent("ada", "Ada"), "django.contrib.auth.backends.ModelBackend")
    agents = client.get(f"/w/shop/{path}")
    assert agents.content == strangers.content
    assert "Cookie" not in agents["Vary"]
    assert not agents.cookies
    assert client.post(f"/w/shop/{path}").status_code in (403, 405)


def test_it_speaks_a_language_that_the_site_has(client: Client) -> None:
    def spoken(site: str, asked: str = "", accepts: str = "") -> str:
        answer = client.get(f"/w/{site}/", {"lang": asked}, headers={"Accept-Language": accepts})
        assert f'<html lang="{answer["Content-Language"]}"' in answer.text
        return str(answer["Content-Language"])

    assert spoken("shop", "en", "en") == "de"
    assert spoken("others", "", "de-AT, en") == "de"
    assert spoken("others", "en", "de") == "en"
    assert spoken("others", "../x", "xx") == "en"


def test_it_says_where_only_verified_visitors_may_write(client: Client) -> None:
    assert "data-only-verified" in client.get("/w/others/").text
    assert "data-only-verified" not in client.get("/w/shop/").text


def test_the_launcher_is_small_and_whole(client: Client, tmp_path: Path) -> None:
    answer = client.get("/widget.js", headers={"Accept-Encoding": "gzip"})
    assert (answer["Content-Encoding"], answer["Content-Type"]) == ("gzip", "text/javascript; charset=utf-8")
    assert len(answer.content) <= SIX_KB
    script = gzip.decompress(answer.content)
    assert client.get("/widget.js").content == script
    (tmp_path / "widget.js").write_bytes(script)
    assert Path(NODE).exists() or shutil.which("node")
    subprocess.run([NODE, "--check", str(tmp_path / "widget.js")], check=True)
    text = script.decode()
    assert "import " not in text
    assert "export " not in text


@pytest.mark.parametrize(
    ("asked", "accepts", "words"),
    [("", "de-AT, en", "Chat öffnen"), ("de", "en", "Chat öffnen"), ("", "tlh", "Open the chat")],
)
def test_the_launcher_speaks_one_language(client: Client, asked: str, accepts: str, words: str) -> None:
    answer = client.get("/widget.js", {"lang": asked}, headers={"Accept-Language": accepts})
    assert [one for one in ("Open the chat", "Chat öffnen") if one in answer.text] == [words]
    assert "Accept-Language" in answer["Vary"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_launcher_is_small_in_every_language(language: str) -> None:
    assert len(bundle.zipped(language)) <= SIX_KB


def test_the_launcher_is_asked_for_again_in_vain(client: Client) -> None:
    first = client.get("/widget.js")
    assert first["Cross-Origin-Resource-Policy"] == "cross-origin"
    again = client.get("/widget.js", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert "Cookie" not in first["Vary"]


def test_each_module_of_the_launcher_stands_in_it_once() -> None:
    text = bundle.script("en").decode()
    for name in ("createWidget", "createFrame", "createLook", "createRemembered", "messageOf"):
        assert text.count(f"function {name}(") == 1, name


def test_the_demo_shop_is_there_under_make_run_alone(client: Client, rf: RequestFactory) -> None:
    assert client.get("/demo-shop/").status_code == 404
    answer: HttpResponse = views.demo_shop(rf.get("/demo-shop/"))
    assert b'data-site="shop"' in answer.content
    policy = answer._csp_replace  # type: ignore[attr-defined]
    assert policy["default-src"] == ["'none'"]
    assert "'self'" not in policy["script-src"]
