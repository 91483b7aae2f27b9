"""What the database itself holds of the audit log: no line is changed, and none deleted before its time."""

from collections.abc import Iterable
from typing import Final

from django.db import connection

DAYS: Final = 400
OLD: Final = {
    "sqlite": f"OLD.at <= strftime('%Y-%m-%d %H:%M:%f', 'now', '-{DAYS} days')",
    "postgresql": f"OLD.at <= now() - interval '{DAYS} days'",
}
WORDS: Final = "the audit log is only added to"
_REFUSE: Final = f"BEGIN SELECT RAISE(ABORT, '{WORDS}'); END"
_BY: Final = "EXECUTE FUNCTION audit_refuse()"
_SQLITE: Final = (
    f"CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit_line {_REFUSE}",
    f"CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit_line WHEN NOT ({OLD['sqlite']}) {_REFUSE}",
)
_POSTGRESQL: Final = (
    f"""CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION '{WORDS}'; END $$""",
    f"CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit_line FOR EACH ROW {_BY}",
    f"""CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit_line FOR EACH ROW
        WHEN (NOT ({OLD["postgresql"]})) {_BY}""",
    f"CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON audit_line FOR EACH STATEMENT {_BY}",
)


def hold() -> None:
    _run(_SQLITE if connection.vendor == "sqlite" else _POSTGRESQL)


def let_go() -> None:
    """For tests, which empty every table."""
    if connection.vendor == "sqlite":
        _run(f"DROP TRIGGER IF EXISTS audit_no_{what}" for what in ("update", "delete"))
    else:
        _run(
            f"DROP TRIGGER IF EXISTS audit_no_{what} ON audit_line"
            for what in ("update", "delete", "truncate")
        )


def _run(statements: Iterable[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
