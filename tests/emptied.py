"""What a test has committed goes. Django truncates each table for that and makes the names of models and what
may be done with them anew, which takes longer than most tests: these are alike in all, and stay."""

from functools import cache
from typing import Any, Final

from django.db import connection, transaction
from django.test import TransactionTestCase

STAY: Final = {"django_content_type", "auth_permission"}


def quickly() -> None:
    """From now on, in this process."""
    TransactionTestCase._fixture_teardown = empty  # type: ignore[attr-defined]


def empty(*_: Any) -> None:
    deletes = [f'DELETE FROM "{table}"' for table in tables()]
    with transaction.atomic(), connection.cursor() as cursor:  # who refers to whom is looked at in the end
        for statement in [";".join(deletes)] if connection.vendor == "postgresql" else deletes:
            cursor.execute(statement)


@cache
def tables() -> list[str]:
    names = connection.introspection.django_table_names(only_existing=True, include_views=False)
    return sorted(set(names) - STAY)
