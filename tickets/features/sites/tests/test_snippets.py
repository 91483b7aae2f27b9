"""What docs/website.md gives to who signs for their visitors, as it stands there."""

import re
import shutil
import subprocess
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Final

import pytest
from django.conf import settings

from tests.deletion.house import NODE
from tickets.features.sites.identity import Identity, verified
from tickets.features.sites.models import Site

pytestmark = pytest.mark.django_db

PAGE: Final = Path(settings.BASE_DIR, "docs", "website.md")
CARLA: Final = {"id": 7, "name": "Carla Conti", "email": "carla@example.com"}


def snippet(language: str) -> str:
    [found] = re.findall(rf"```{language}\n(?:#|//) [A-Z][^\n]*\n(.*?)```", PAGE.read_text(), re.DOTALL)
    return str(found)


def test_python(shop: Site) -> None:
    names: dict[str, Any] = {"user": SimpleNamespace(**CARLA), "SECRET": shop.secret}
    exec(snippet("python"), names)
    assert verified(shop, names["token"]) == Identity("7", "Carla Conti", "carla@example.com")


def test_node(shop: Site) -> None:
    node = NODE if Path(NODE).exists() else shutil.which("node")
    assert node
    given = f"const user = {CARLA}, SECRET = {shop.secret!r};\n"
    script = given + snippet("js") + "process.stdout.write(token);"
    made = subprocess.run(
        [node, "--input-type=module", "-"], input=script, capture_output=True, text=True, check=True
    )
    assert verified(shop, made.stdout) == Identity("7", "Carla Conti", "carla@example.com")
