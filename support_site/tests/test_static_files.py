"""Files of several releases in one STATIC_ROOT: each is whole, and every process has them all."""

import os
import re
import time
from pathlib import Path

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from pytest_django import Settings

from support_site import bundles, static_files
from support_site.release import csp_source, inline, name_of, without_comments
from support_site.static_files import HashedStaticFiles, StaticFiles, collect

LONG_AGO = 1_600_000_000  # as a checkout or an image may date its files


class Desk:
    """A desk's static files, that one release after the other changes."""

    def __init__(self, folder: Path, settings: Settings) -> None:
        self.settings, self.source, self.root = settings, folder / "source", folder / "root"
        self.source.mkdir()
        settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
        settings.STATICFILES_DIRS, settings.STATIC_ROOT = [self.source], self.root

    def release(self, name: str, page: str, at: float = LONG_AGO, **others: str) -> None:
        words = {
            "clock": "export const clock = 1;",
            "page": f'import {{ clock }} from "./clock.js"; // {page}',
        }
        for module, text in (words | others).items():
            path = self.source / f"{module}.js"
            path.write_text(text)
            os.utime(path, (at, at))
        self.settings.RELEASE = name
        collect()

    def address(self, name: str) -> str:
        return str(HashedStaticFiles().url(name))


@pytest.fixture
def desk(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setattr(bundles, "esbuild", lambda: None)
    return Desk(tmp_path, settings)


async def elsewhere(_: HttpRequest) -> HttpResponse:
    return HttpResponse(status=404)


async def get(server: StaticFiles, url: str) -> tuple[int, str, str]:
    answer = await server(RequestFactory().get(url))
    body = b"".join([part async for part in answer]) if answer.streaming else answer.content  # type: ignore[attr-defined]
    return answer.status_code, body.decode(), answer.headers.get("Cache-Control", "")


async def test_a_process_has_the_files_of_the_release_before_and_of_the_one_after(desk: Desk) -> None:
    desk.release("one", "first")
    first = desk.address("page.js")
    process = StaticFiles(elsewhere)
    desk.release("two", "second")
    second = desk.address("page.js")
    assert first != second
    for server in (process, StaticFiles(elsewhere)):
        for url, words in ((first, "first"), (second, "second")):
            status, body, caching = await get(server, url)
            assert (status, words in body) == (200, True)
            assert "immutable" in caching


async def test_a_start_looks_at_no_file_and_a_plain_name_is_looked_for_anew(desk: Desk) -> None:
    desk.release("one", "first")
    server = StaticFiles(elsewhere)
    assert server.files == {}
    assert "first" in (await get(server, "/static/page.js"))[1]
    desk.release("two", "second, which is longer")
    status, body, caching = await get(server, "/static/page.js")
    assert (status, "longer" in body, "immutable" in caching) == (200, True, False)


async def test_nothing_else_that_lies_there_is_served(desk: Desk) -> None:
    desk.release("one", "first")
    server = StaticFiles(elsewhere)
    for name in (
        "release-one.json",
        ".lock",
        "page.000000000000.js",
        "../source/page.js",
        "%00.000000000000.js",
    ):
        assert (await get(server, f"/static/{name}"))[0] == 404


def test_a_release_that_comes_back_with_older_files_has_its_own(desk: Desk) -> None:
    desk.release("two", "second", at=time.time())
    desk.release("one", "first", at=LONG_AGO)
    named = desk.root / desk.address("page.js").removeprefix("/static/")
    assert "first" in named.read_text()
    clock = re.search(r'"\./(clock\.\w+\.js)"', named.read_text())
    assert clock, "a page's parts are named by their hashes, too"
    assert (desk.root / clock[1]).exists()


def test_the_same_release_is_collected_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.release("one", "first")
    monkeypatch.setattr(static_files, "call_command", None)
    collect()


def test_what_only_releases_of_long_ago_need_is_forgotten(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    addresses = []
    for number in range(static_files.KEPT_RELEASES + 2):
        desk.release(str(number), f"page {number}")
        addresses.append(desk.root / desk.address("page.js").removeprefix("/static/"))
        os.utime(desk.root / f"release-{number}.json", (LONG_AGO + number, LONG_AGO + number))
    clock = desk.root / desk.address("clock.js").removeprefix("/static/")
    assert [path.exists() for path in addresses] == [False, False, *[True] * static_files.KEPT_RELEASES]
    assert clock.exists(), "each of them needs it"
    assert not [path for path in desk.root.iterdir() if path.name.startswith(".coming-")]


def test_a_release_is_named_by_its_content_alone(tmp_path: Path) -> None:
    here, there = tmp_path / "here" / "static", tmp_path / "there" / "static"
    for folder in (here, there):
        folder.mkdir(parents=True)
        (folder / "page.js").write_text("one")
    assert name_of(here) == name_of(there)
    (there / "page.js").write_text("two")
    assert name_of(here) != name_of(there)
    assert csp_source(here / "page.js") == "'sha256-dpLDrTVAu4A8Ags67mbNiIcSMjTqDG5xQ8Ct1z/0Me0='"


def test_a_feature_s_pages_are_a_part_of_the_release(settings: Settings) -> None:
    for room in ("templates", "features/rating/templates", "features/rating/locale"):
        assert settings.BASE_DIR / "tickets" / room in settings.RELEASED


def test_a_script_within_a_page_has_no_comments_and_the_policy_is_of_what_stands_there(
    tmp_path: Path,
) -> None:
    written, stands = tmp_path / "written.js", tmp_path / "stands.js"
    written.write_text("// why\n/** what */\n  /** @type {any} */ let a = 1;\n\n  b();\n")
    stands.write_text("let a = 1;\nb();")
    assert inline(written) == stands.read_text()
    assert csp_source(written) == csp_source(stands)


def test_scripts_are_served_without_their_comments_line_by_line() -> None:
    script = b'// a\n/** b\n *  c */\nexport const url = "https://example.com"; // d\n  // e\nlet f = 1;\n'
    served = without_comments(script)
    assert served == b'\n\n\nexport const url = "https://example.com"; // d\n\nlet f = 1;\n'


def test_what_is_collected_is_whole_under_its_hashed_name(desk: Desk) -> None:
    (desk.source / "js").mkdir()
    (desk.source / "js" / "lonely.js").write_text("// what\nexport const one = 1;\n")
    desk.release("first", "a page")
    hashed = desk.root / desk.address("js/lonely.js").removeprefix("/static/")
    assert hashed.read_text() == "\nexport const one = 1;\n"


def test_types_are_not_served_and_take_no_code_with_them() -> None:
    script = b"""/** @type {Map<string, {at: number}>} */
let map;
/** @type {HTMLElement} */ (a).b();
code();
  /** c
   *  @param {A} d */
run(/** @type {import("./x.js").Y} */ (e));
"""
    served = without_comments(script)
    assert served == b"\nlet map;\n(a).b();\ncode();\n\n\nrun((e));\n"


def test_imports_over_several_lines_are_hashed_and_those_of_types_may_run_in_a_circle(desk: Desk) -> None:
    (desk.source / "js").mkdir()
    clock = '/** @typedef {import("./page.js").Page} Page */\nexport const clock = 1;\n'
    page = '/** @typedef {import("./clock.js").Clock} Clock */\nimport {\n  clock,\n} from "./clock.js";\n'
    page += 'export {\n  clock,\n} from "./clock.js";\n'
    desk.release("one", "a page", LONG_AGO, **{"js/clock": clock, "js/page": page})
    served = (desk.root / desk.address("js/page.js").removeprefix("/static/")).read_text()
    name = desk.address("js/clock.js").rsplit("/", 1)[1]
    assert re.findall(r"""["'](.*)["']""", served) == [f"./{name}"] * 2
    assert "Clock" not in served
