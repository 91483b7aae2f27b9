"""docker-compose.yml hands on all that can be set, and its image has what that takes."""

import re
from pathlib import Path
from typing import Any

import yaml

from support_site.environment import PUSH_HOSTS

ROOT = Path(__file__).resolve().parents[1]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
DESK: dict[str, Any] = COMPOSE["x-desk"]
SETTINGS = (ROOT / "support_site" / "settings.py").read_text()
VARIABLE = re.compile(r'(?:env\.\w+\(|secret\(env, )"([A-Z0-9_]+)"')
# The image's own, or made by its first container.
ELSEWHERE = {"HOST", "PORT", "SECRET_KEY", "SECRET_KEY_FALLBACKS", "AGENT_PASSWORD", "DATABASE_PASSWORD"}
OF_ITS_OWN = {"PUBLIC_URL", "AWS_DEFAULT_REGION", "OIDC_CLAIM", "PUSH_HOSTS"}


def test_what_can_be_set_reaches_every_container() -> None:
    names = set(VARIABLE.findall(SETTINGS))
    assert {"ROUTING", "EMAIL_URL", "PUBLIC_URL"} <= names
    assert names - set(DESK["environment"]) == ELSEWHERE


def test_what_is_not_given_is_as_if_it_were_not_there() -> None:
    """Its default here is the one in support_site/settings.py, or nothing."""
    for name, value in DESK["environment"].items():
        default = re.fullmatch(rf"\$\{{{name}:?-(.+)\}}", value)
        if default and name not in OF_ITS_OWN:
            told = re.search(rf'"{name}", "?([^",)]+)"?[,)]', SETTINGS)
            assert told, name
            assert told[1] == default[1], name
    assert DESK["environment"]["PUSH_HOSTS"] == f"${{PUSH_HOSTS-{PUSH_HOSTS}}}", "an empty one means none"


def test_the_image_has_what_a_variable_needs() -> None:
    wanted = sorted(
        path.name for path in ROOT.glob("requirements*.txt") if path.name != "requirements-dev.txt"
    )
    docker, kept = (ROOT / "Dockerfile").read_text(), (ROOT / ".dockerignore").read_text().splitlines()
    for name in wanted:
        assert f"!{name}" in kept
        assert name in docker
    last = docker.rpartition("\nFROM ")[2]
    assert "esbuild" in last, "the static files are collected there anew"
