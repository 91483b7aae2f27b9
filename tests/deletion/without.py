"""In a house without a feature: Django has no complaint, every module of the core is still whole, and the
feature's frames and calls are answered as any that there never were."""

import json
import os
import sys
from importlib import import_module
from pkgutil import walk_packages
from typing import Any

import django
from django.core.management import call_command
from django.test import Client


def main(known: dict[str, Any]) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "support_site.settings"
    django.setup()
    call_command("check")
    import tickets

    for module in walk_packages(tickets.__path__, "tickets."):
        if not {"tests", "conftest"} & set(module.name.split(".")):
            import_module(module.name)
    codes = {type: code_of(type) for type in known["types"]}
    assert set(codes.values()) <= {"unknown_type"}, codes
    for method, path in known["calls"]:
        answer = Client(headers={"Host": "localhost"}).generic(method, f"/api{path}")
        assert answer.status_code == 404, (method, path)
        assert method == "HEAD" or answer.json()["code"] == "not_found", (method, path)


def code_of(type: str) -> str:
    """What a page is told that sends such a frame."""
    from tickets import routing
    from tickets.refusals import Refused
    from tickets.wire import frames

    assert routing.FEATURES, "the others are there"
    try:
        frames.parse(json.dumps({"type": type}))
    except Refused as refused:
        return refused.code
    return "taken"


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
