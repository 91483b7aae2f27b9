"""The features that settings list, found by the names of their modules.

Nothing of the core imports a feature: so it can be taken away with its folder and its line
in the settings.
"""

from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

from django.conf import settings


def modules(name: str) -> Iterator[ModuleType]:
    """The module `name` of each feature that has one: `socket`, say, or `api`."""
    for feature in settings.FEATURES:
        path = f"tickets.features.{feature}.{name}"
        if find_spec(path):
            yield import_module(path)
