"""A page names every module that it will need; which those are, the modules say."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles.finders import find
from django.template import Context, Template

from support_site.static_files import without_comments
from tickets.templatetags import page_script
from tickets.templatetags.page_script import imported_by

PAGES = (
    "js/start_page.js",
    "js/customer_page.js",
    "js/desk_page.js",
    "js/connections_page.js",
    "js/on_paper_page.js",
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
    named = imported_by("js/start_page.js")
    assert named[0] == "js/conversation/drafts.js"
    assert named.index("js/parts.js") < named.index("js/conversation/database.js")


def test_links_stand_before_the_script(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_script, "static", lambda name: f"/static/{name}?hash")
    made = Template("{% load page_script %}{% page_script 'js/conversation/kept.js' %}").render(Context())
    assert made.strip() == '<script type="module" src="/static/js/conversation/kept.js?hash"></script>'
    made = Template("{% load page_script %}{% page_script 'js/start_form.js' %}").render(Context())
    assert made.split("\n  ") == [
        '<link rel="modulepreload" href="/static/js/text.js?hash">',
        '<link rel="modulepreload" href="/static/js/wire/frames.js?hash">',
        '<script type="module" src="/static/js/start_form.js?hash"></script>',
    ]


def test_a_customer_s_page_is_light() -> None:
    modules = ("js/customer_page.js", *imported_by("js/customer_page.js"))
    served = (without_comments(Path(str(find(module))).read_bytes()) for module in modules)
    assert sum(len(gzip.compress(script)) for script in served) < 60_000
