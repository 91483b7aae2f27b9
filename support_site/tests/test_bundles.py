"""What bundles are made of, by the real esbuild, and what a page names of them."""

import gzip
import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import brotli  # type: ignore[import-untyped]
import pytest
from django.http import HttpRequest, HttpResponse
from django.template import Context, Template
from django.test import RequestFactory
from django.utils.translation import override
from pytest_django import Settings

from support_site import bundles, static_files
from support_site.static_files import StaticFiles, collect
from tickets.templatetags import page_script
from tickets.templatetags.page_styles import sheets_of

ROOT = Path(__file__).resolve().parents[2]
PAGE = """{% load page_script page_styles %}{% page_styles 'css/a.css' 'features' %}
{% page_script 'js/pages/desk.js' %}"""
FILES = {
    "css/ui/tokens.css": "@layer tokens { :root { --ink: #123; } }",
    "css/ui/base.css": "",
    "css/ui/forms.css": "",
    "css/a.css": "p { color: var(--ink); }",
    "css/features/tags/tags.css": "i { color: teal; }",
    "css/features/tags/at_desk.css": "b { color: teal; }",
    "js/words/t.js": """
        const words = new Map();
        export const learn = (of, all) => Object.entries(all).forEach((one) => words.set(...one));
        export const t = (key) => words.get(key) ?? key;""",
    "js/words/words/en.js": 'import { learn } from "../t.js";\nlearn("en", { hello: "Hello" });\n',
    "js/words/words/de.js": 'import { learn } from "../t.js";\nlearn("de", { hello: "Hallo" });\n',
    "js/ui/later.js": "export const later = (whose, load) => load;",
    "js/features/tags/desk.js": 'globalThis.said = ["tags"];\n',
    "js/pages/desk.js": """
import { t } from "../words/t.js";
import { later } from "../ui/later.js";
const more = later("tags", () => import("../features/tags/more/all.js"));
globalThis.said.push(t("hello"));
const { said } = await more();
globalThis.said.push(said);
""",
    "js/features/tags/more/all.js": """
import { t } from "../../../words/t.js";
export const said = t("tag");
""",
    "js/features/tags/more/words/en.js": 'import { learn } from "../../../../words/t.js";\n'
    'learn("en", { tag: "Tag" });\n',
}


class Shop:
    """A small desk's static files, its one page, and where both are collected."""

    def __init__(self, folder: Path) -> None:
        self.source, self.root, self.templates = (folder / name for name in ("source", "root", "templates"))
        for name, text in FILES.items():
            self.write(self.source / name, text)
        self.write(self.templates / "desk" / "page.html", PAGE)

    @staticmethod
    def write(path: Path, text: str) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def head(self, language: str = "en") -> list[str]:
        with override(language):
            return [line.strip() for line in Template(PAGE).render(Context()).splitlines()]

    def urls(self, language: str = "en") -> list[str]:
        return re.findall(r'(?:href|src)="([^"]+)"', "".join(self.head(language)))

    def run(self, *urls: str) -> str:
        """What the scripts say that a browser runs one after the other."""
        loads = "".join(f"await import({str(self.file(url))!r});" for url in urls)
        script = f"{loads} console.log(globalThis.said.join())"
        return subprocess.run(
            [ROOT / "bin/node", "--input-type=module", "-e", script],
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()

    def file(self, url: str) -> Path:
        return self.root / url.removeprefix("/static/")


@pytest.fixture
def shop(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shop]:
    shop = Shop(tmp_path)
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATICFILES_DIRS, settings.STATIC_ROOT = [shop.source], shop.root
    settings.RELEASE, settings.FEATURES = "one", ["tags"]
    monkeypatch.setattr(bundles, "get_app_template_dirs", lambda _: [shop.templates])
    caches = (page_script.imported_by, page_script._catalogue)
    for each in caches:
        each.cache_clear()
    yield shop
    for each in caches:
        each.cache_clear()


def in_a_new_process(settings: Settings) -> None:
    settings.STATIC_ROOT = settings.STATIC_ROOT


def test_a_page_takes_one_sheet_one_script_and_the_words_of_its_language(shop: Shop) -> None:
    collect()
    name = r"/static/bundles/{}\.[A-Z0-9]{{8}}\.{}"
    sheet, shared, words, later, later_words, script = shop.head()
    assert re.fullmatch(f'<link rel="stylesheet" href="{name.format("desk-page", "css")}">', sheet)
    assert re.fullmatch(f'<link rel="modulepreload" href="{name.format("chunk", "js")}">', shared)
    assert re.fullmatch(
        f'<script type="module" src="{name.format("desk.en", "js")}" data-words></script>', words
    )
    assert re.fullmatch(f'<link data-later="tags" href="{name.format("all", "js")}">', later)
    assert re.fullmatch(
        f'<link data-later="tags" data-words href="{name.format("desk.tags.en", "js")}">', later_words
    )
    assert re.fullmatch(f'<script type="module" src="{name.format("desk", "js")}"></script>', script)
    assert "desk.de." in shop.head("de")[2]
    assert shop.head("tlh")[2] == words


def test_features_run_first_and_all_know_the_same_words(shop: Shop) -> None:
    """Though the words, the page and what it fetches later are files of their own."""
    collect()
    _, _, words, _, later_words, script = shop.urls()
    assert shop.run(words, later_words, script) == "tags,Hello,Tag"
    _, _, words, *_, script = shop.urls("de")
    assert shop.run(words, script) == "tags,Hallo,tag"


def test_sheets_are_one_in_their_order(shop: Shop) -> None:
    collect()
    sheet = shop.file(shop.urls()[0]).read_text()
    assert sheet.startswith("@layer tokens{:root{--ink: #123}}p{color:var(--ink)}i{color:teal}")


def test_what_is_only_for_the_desk_is_in_its_sheets_alone(shop: Shop) -> None:
    both = [f"css/features/tags/{name}.css" for name in ("tags", "at_desk")]
    assert sheets_of("css/a.css", "features", "css/b.css")[-3:] == ("css/a.css", both[0], "css/b.css")
    assert sheets_of("desk features")[-2:] == tuple(both)


def test_each_is_there_compressed_and_its_map_says_what_it_is_made_of(shop: Shop) -> None:
    Shop.write(shop.source / "js/features/tags/desk.js", "globalThis.said = ['" + "tags " * 99 + "'];\n")
    collect()
    script = shop.file(shop.urls()[-1])
    brotli_found, zipped = (Path(f"{script}{suffix}") for suffix in (".br", ".gz"))
    assert brotli.decompress(brotli_found.read_bytes()) == gzip.decompress(zipped.read_bytes())
    made_of = json.loads(Path(f"{script}.map").read_text())["sources"]
    assert "../js/pages/desk.js" in made_of


async def test_they_are_kept_by_browsers_for_ever(shop: Shop) -> None:
    collect()
    for url in (*shop.urls(), f"{shop.urls()[-1]}.map"):
        answer = await StaticFiles(nowhere)(RequestFactory().get(url))
        assert (answer.status_code, "immutable" in answer["Cache-Control"]) == (200, True)


async def nowhere(_: HttpRequest) -> HttpResponse:
    return HttpResponse(status=404)


def test_what_cannot_be_made_stops_the_release(shop: Shop) -> None:
    Shop.write(shop.source / "js/pages/desk.js", 'import { gone } from "../words/t.js";\ngone();\n')
    with pytest.raises(subprocess.CalledProcessError):
        collect()
    assert not list(shop.root.glob("release-*"))


def test_without_esbuild_a_page_takes_its_modules_until_it_is_there(
    shop: Shop, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as without:
        without.setattr(bundles, "esbuild", lambda: None)
        collect()
        assert "/static/js/pages/desk." in shop.urls()[-1]
    collect()
    in_a_new_process(settings)
    assert "/static/bundles/desk." in shop.urls()[-1]


def test_other_features_than_were_bundled_come_as_modules(shop: Shop, settings: Settings) -> None:
    collect()
    settings.FEATURES = []
    assert "/static/js/pages/desk." in shop.urls()[-1]


def test_old_releases_keep_theirs_as_long_as_their_other_files(
    shop: Shop, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(static_files, "KEPT_RELEASES", 1)
    collect()
    first = [shop.file(url) for url in shop.urls()]
    os.utime(shop.root / "release-one.json", (1, 1))
    settings.RELEASE = "two"
    Shop.write(shop.source / "js/features/tags/desk.js", 'globalThis.said = ["others"];\n')
    collect()
    in_a_new_process(settings)
    second = [shop.file(url) for url in shop.urls()]
    assert {path.name for path in first if path.exists()} == {path.name for path in first if path in second}
    assert all(path.exists() for path in second)
    assert not first[-1].exists()


def test_every_page_of_ours_is_found() -> None:
    """By its template: a tag that is written in another way would be passed over."""
    written = sum(
        path.read_text().count(f"{{% {tag} ")
        for tag in ("page_script", "page_styles")
        for path in (ROOT / "tickets").rglob("templates/**/*.html")
    )
    found = sum(
        len(bundles.TAG.findall(path.read_text())) for path in (ROOT / "tickets").rglob("templates/**/*.html")
    )
    assert written == found > 20


class Built:
    """The real pages' bundles, and what they weigh as gzip sends them over http; Brotli over https takes a
    tenth less."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        shutil.copytree(ROOT / "static", folder, dirs_exist_ok=True)

    def made(self, *parts: str) -> dict[str, Any]:
        program = bundles.esbuild()
        assert program, "`make test` installs it"
        fitting = (one for one in bundles._pages() if set(parts) <= set(one.parts))
        page = min(fitting, key=lambda one: len(one.parts))
        listed: dict[str, Any] = page.listed(bundles._built(program, self.folder, page))
        return listed

    def weight(self, *paths: str) -> int:
        return sum(len(gzip.compress((self.folder / path).read_bytes())) for path in paths)

    def scripts(self, *parts: str) -> int:
        """With the heaviest language."""
        made = self.made(*parts)
        return self.weight(made["script"], *made["needs"]) + max(map(self.weight, made["words"].values()))


def test_what_a_page_s_scripts_share_is_one_file(tmp_path: Path) -> None:
    """A browser fetches six at a time: a seventh costs a slow line another way there and back."""
    built = Built(tmp_path)
    for page in ("js/pages/customer.js", "js/pages/desk.js"):
        assert len(built.made(page)["needs"]) == 1


def test_a_customer_s_page_is_light_in_every_language(tmp_path: Path) -> None:
    """With all features: what finds links, shows files and the like comes once the page lives."""
    built = Built(tmp_path)
    assert built.scripts("js/pages/customer.js") < 28_300
    assert built.weight(built.made("css/conversation/chat.css")["sheet"]) < 7_000


def test_so_is_the_chat_in_another_website(tmp_path: Path) -> None:
    """60 KB at most, with 6 for the launcher and 8 for the page itself."""
    built = Built(tmp_path)
    scripts = built.scripts("js/features/widget/frame_chat.js", "js/pages/customer.js")
    sheet = built.made("css/conversation/chat.css")["sheet"]
    assert scripts + built.weight(sheet) < (60 - 6 - 8) * 1024
