"""A page names every module that it will need; which those are, the modules say."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles.finders import find
from django.core.exceptions import ImproperlyConfigured
from django.template import Context, Template
from django.utils.translation import override
from pytest_django import Settings

from tickets.templatetags import page_script
from tickets.templatetags.page_script import imported_by, words_of

PAGES = (
    "js/pages/start.js",
    "js/pages/customer.js",
    "js/pages/desk.js",
    "js/pages/connections.js",
    "js/pages/on_paper.js",
)


@pytest.mark.parametrize("page", PAGES)
def test_whatever_a_module_imports_is_named_once(page: str) -> None:
    named = imported_by(page)
    assert len(set(named)) == len(named)
    assert page not in named
    last_words = {name.rsplit("/", 1)[1] for name in named}
    for module in (page, *named):
        imports = re.findall(r' from "(.+)";$', Path(str(find(module))).read_text(), re.MULTILINE)
        assert {path.rsplit("/", 1)[1] for path in imports} <= last_words, module


def test_near_modules_come_first_and_folders_are_followed() -> None:
    named = imported_by("js/pages/start.js")
    assert named[:2] == ("js/pages/words.js", "js/storage/drafts.js")
    assert named.index("js/ui/parts.js") < named.index("js/storage/database.js")


def test_an_import_over_several_lines_is_found_and_one_of_types_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = tmp_path / "page.js"
    script.write_text(
        '/** @typedef {import("./row.js").Row} Row */\nimport {\n  clock,\n} from "../wire/clock.js";\n'
        'export {\n  a,\n} from "./a.js";\nimport "./b.js";\n'
        'export function f() {\n  /** @type {import("./g.js").G} */\n}\n'
    )
    monkeypatch.setattr("django.contrib.staticfiles.finders.find", lambda _: str(script))
    assert page_script._imports("js/desk/page.js") == ["js/wire/clock.js", "js/desk/a.js", "js/desk/b.js"]


def test_links_stand_before_the_script(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_script, "static", lambda name: f"/static/{name}?hash")
    made = Template("{% load page_script %}{% page_script 'js/storage/kept.js' %}").render(Context())
    assert made.strip() == '<script type="module" src="/static/js/storage/kept.js?hash"></script>'
    with override("de"):
        made = Template("{% load page_script %}{% page_script 'js/start/form.js' %}").render(Context())
    assert made.split("\n  ") == [
        '<link rel="modulepreload" href="/static/js/words/t.js?hash">',
        '<link rel="modulepreload" href="/static/js/words/text.js?hash">',
        '<link rel="modulepreload" href="/static/js/wire/frames.js?hash">',
        '<script type="module" src="/static/js/start/words/de.js?hash" data-words></script>',
        '<script type="module" src="/static/js/words/words/de.js?hash" data-words></script>',
        '<script type="module" src="/static/js/start/form.js?hash"></script>',
    ]


def test_a_language_without_words_is_english() -> None:
    modules = ("js/start/form.js", "js/storage/kept.js")
    assert words_of(modules, "tlh") == words_of(modules, "en") == ["js/start/words/en.js"]
    assert words_of(modules, "de") == ["js/start/words/de.js"]


def test_features_that_settings_list_come_before_the_page(
    monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    """Each has a script of the page's name, or none for this page; what two of them need is named once."""
    there = {f"js/features/{path}" for path in ("tags/desk.js", "tags/start.js", "mood/desk.js")}
    settings.FEATURES = ["mood", "tags", "quiet"]
    monkeypatch.setattr("django.contrib.staticfiles.finders.find", lambda path: path in there)
    needs = ("js/ui/slots.js",)
    monkeypatch.setattr(page_script, "imported_by", lambda script: (*needs, f"{script[:-3]}/own.js"))
    monkeypatch.setattr(page_script, "_text", lambda _: "")
    monkeypatch.setattr(page_script, "static", lambda name: name)
    made = page_script.page_script("js/pages/desk.js").split("\n  ")
    scripts = ["js/features/mood/desk.js", "js/features/tags/desk.js", "js/pages/desk.js"]
    assert re.findall(r'src="(.+?)"', "".join(made)) == scripts
    named = re.findall(r'href="(.+?)"', "".join(made))
    assert named == ["js/ui/slots.js", *(f"{script[:-3]}/own.js" for script in scripts)]
    start = page_script.page_script("js/pages/start.js")
    assert re.findall(r'src="(.+?)"', start) == ["js/features/tags/start.js", "js/pages/start.js"]


def test_a_feature_s_own_page_runs_nothing_on_the_core_s(monkeypatch: pytest.MonkeyPatch) -> None:
    script = "js/features/shop/start.js"
    monkeypatch.setattr(page_script, "_of_features", lambda page: [script] if page == "start.js" else [])
    with pytest.raises(ImproperlyConfigured, match="core's own page"):
        page_script.page_script("js/pages/start.js", script)


def test_what_is_needed_later_is_named_and_not_fetched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    """With its words, and without what is there by then."""
    texts = {
        "js/pages/desk.js": 'import "../ui/later.js";\n'
        'export const more = later("files", () => import("../files/more.js"));\n'
        '/** @type {import("../files/type.js").Type} */\n',
        "js/ui/later.js": "",
        "js/files/more.js": 'import "../ui/later.js";\nimport "./tile.js";\n',
        "js/files/tile.js": "",
        "js/files/words/de.js": "",
    }
    for name, text in texts.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    settings.FEATURES = []
    found = lambda name: str(tmp_path / name) if name in texts else None  # noqa: E731
    monkeypatch.setattr("django.contrib.staticfiles.finders.find", found)
    monkeypatch.setattr(page_script, "imported_by", imported_by.__wrapped__)
    monkeypatch.setattr(page_script, "_catalogue", page_script._catalogue.__wrapped__)
    monkeypatch.setattr(page_script, "static", lambda name: name)
    with override("de"):
        made = page_script.page_script("js/pages/desk.js")
    assert made.split("\n  ") == [
        '<link rel="modulepreload" href="js/ui/later.js">',
        '<link data-later="files" href="js/files/more.js">',
        '<link data-later="files" href="js/files/tile.js">',
        '<link data-later="files" data-words href="js/files/words/de.js">',
        '<script type="module" src="js/pages/desk.js"></script>',
    ]


def test_only_the_desk_s_pages_bring_its_words() -> None:
    [customers] = words_of(["js/words/t.js"], "de")
    assert customers == "js/words/words/de.js"
    desk = words_of(["js/words/t.js", "js/desk/desk.js"], "de")
    assert {customers, "js/words/words/at_desk/de.js"} < set(desk)
