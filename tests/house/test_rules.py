"""Each rule of the house goes red when it is broken, and is green on what there is."""

from pathlib import Path

import pytest

from tests.house.rules import RULES, broken

ROOT = Path(__file__).resolve().parents[2]

# The rule, the file that breaks it, and how.
BREAKS = [
    (
        "announcements_go_one_way",
        "tickets/desk/rows.py",
        "async def tell(layer):\n    await layer.group_send('desk', {})\n",
    ),
    (
        "the_log_has_one_writer",
        "tickets/desk/rows.py",
        "from tickets.models import Event\nEvent.objects.filter(seq=1).delete()\n",
    ),
    (
        "the_log_has_one_writer",
        "tickets/desk/rows.py",
        "from tickets.models import Ticket\ndef f(ticket):\n    ticket.events.create(seq=1)\n",
    ),
    (
        "the_log_has_one_writer",
        "tickets/features/tags/api.py",
        "from tickets.models import Ticket\ndef f(ticket):\n    ticket.save()\n",
    ),
    (
        "doors_ask_no_database",
        "tickets/features/tags/api.py",
        "from tickets.people import User\nUser.objects.count()\n",
    ),
    ("doors_ask_no_database", "tickets/views.py", "from django.db import connection\nconnection.cursor()\n"),
    (
        "features_stand_alone",
        "tickets/features/tags/react.py",
        "from tickets.features.mail.jobs import send\n",
    ),
    ("features_stand_alone", "static/js/features/tags/row.js", 'import { send } from "../mail/send.js";\n'),
    (
        "settings_alone_name_features",
        "static/js/pages/tags.js",
        'import { tags } from "../features/tags/desk.js";\n',
    ),
    (
        "settings_alone_name_features",
        "tickets/templates/desk/tags.html",
        '<div data-feature="tags"></div>\n',
    ),
    (
        "forms_say_where_they_go",
        "tickets/templates/settings/tags.html",
        '<form class="own-form"\n  method="post">{% csrf_token %}</form>\n',
    ),
    (
        "settings_alone_name_features",
        "static/css/desk/tags.css",
        '@import "../features/tags/tags.css";\n',
    ),
    (
        "browser_imports_go_down",
        "static/js/wire/tags.js",
        'import { createLog } from "../conversation/log.js";\n',
    ),
    (
        "browser_imports_go_down",
        "static/js/wire/tags.js",
        'export const log = later("log", () => import("../conversation/log.js"));\n',
    ),
    (
        "browser_imports_go_down",
        "static/js/desk/tags.js",
        'import { tags } from "../features/tags/row.js";\n',
    ),
    (
        "browser_imports_go_down",
        "static/js/outbox/tags.js",
        'import {\n  log,\n} from "../conversation/log.js";\n',
    ),
    (
        "browser_imports_run_in_no_circle",
        "static/js/outbox/tags.js",
        'export { tags } from "./tags.js";\n',
    ),
    ("the_core_knows_no_document", "static/js/outbox/tags.js", "document.title = 1;\n"),
    ("templates_hold_no_bare_words", "tickets/templates/tags/list.html", "<p>\n{{ n }} tags</p>\n"),
    (
        "templates_hold_no_bare_words",
        "tickets/templates/tags/list.html",
        '<i title="{{ n }} tags">{% translate "Tags" %}</i>\n',
    ),
    (
        "templates_hold_no_bare_words",
        "tickets/features/tags/templates/tags/list.html",
        '{% include "ui/dialog.html" with title="The tags" only %}\n',
    ),
    (
        "templates_hold_no_bare_words",
        "tickets/templates/tags/list.html",
        '<b data-late="Not yet">{% blocktranslate %}Tags of <i>{{ name }}</i>{% endblocktranslate %}</b>\n',
    ),
    ("catalogues_stand_in_pairs", "static/js/desk/words/en.js", 'learn("en", {});\n'),
]


def test_the_house_keeps_its_rules() -> None:
    assert broken(ROOT) == []


@pytest.mark.parametrize(("rule", "file", "text"), BREAKS, ids=lambda value: str(value)[:40])
def test_a_break_is_found(rule: str, file: str, text: str, tmp_path: Path) -> None:
    for folder in ("tickets", "static/js"):
        (tmp_path / folder).mkdir(parents=True)
    assert broken(tmp_path) == []
    path = tmp_path / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    [found] = broken(tmp_path)
    assert found.startswith(f"{file.replace('words/en', 'words/de')}:")
    assert found.endswith(f"({rule})")


def test_each_rule_has_its_break() -> None:
    assert {rule.__name__ for rule in RULES} == {rule for rule, *_ in BREAKS}
