"""In a house without a feature: Django has no complaint, every module of the core is still whole, the
feature's frames and calls are answered as any that there never were, and pages name nothing of it."""

import json
import os
import sys
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import Any

import django
from django.core.management import call_command, get_commands
from django.test import Client, override_settings
from django.urls import Resolver404, resolve

PLAIN = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}  # as files lie


def served_by(address: str) -> str:
    """The module whose view it is; empty: nobody's."""
    try:
        return str(resolve(address).func.__module__)
    except Resolver404:
        return ""


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
    assert not get_commands().keys() & set(known["commands"])
    with override_settings(STORAGES=PLAIN):
        for address in known["addresses"]:
            assert f"features.{known['feature']}" not in served_by(address), address
            answer = Client(headers={"Host": "localhost"}).get(address)
            # Below these any word might be a ticket's, and who is asked to sign in learns no more.
            assert answer.status_code == 404 or address.startswith(("/agent/", "/t/")), address
        for script in Path("static/js/pages").glob("*.js"):
            assert f"features/{known['feature']}/" not in named_by(f"js/pages/{script.name}")
        pages = "".join(map(rendered, ("desk/page.html", "conversation/page.html", "start/page.html")))
        assert "data-feature=" in pages, "the others are there"
        assert f'data-feature="{known["feature"]}"' not in pages


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


def named_by(script: str) -> str:
    """The tags of a page's scripts: that each module is there is seen to by whoever makes them."""
    from tickets.templatetags.page_script import page_script

    return page_script(script)


def rendered(page: str) -> str:
    from django.contrib.auth.models import AnonymousUser
    from django.template.loader import render_to_string

    return render_to_string(page, {"user": AnonymousUser()})


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
