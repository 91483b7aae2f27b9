"""What the values of a column look like in an archive, and how each database takes them."""

import json
from collections.abc import Callable, Sequence
from datetime import UTC
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from django.db.models import Field

Turn = Callable[[Any], Any] | None  # None: as it is

TIME, UUID, JSON, PLAIN = "time", "uuid", "json", "plain"
KINDS: Final = {
    "DateTimeField": TIME,
    "UUIDField": UUID,
    "JSONField": JSON,
    **dict.fromkeys(
        (
            "AutoField",
            "BigAutoField",
            "BigIntegerField",
            "BooleanField",
            "CharField",
            "FloatField",
            "GenericIPAddressField",
            "IntegerField",
            "PositiveBigIntegerField",
            "PositiveIntegerField",
            "PositiveSmallIntegerField",
            "SmallIntegerField",
            "TextField",
        ),
        PLAIN,
    ),
}
# From what Django reads to JSON.
TO_ARCHIVE: Final[dict[str, Turn]] = {
    TIME: lambda moment: moment.astimezone(UTC).isoformat(),
    UUID: str,
    JSON: None,
    PLAIN: None,
}
# From JSON to what each database takes, as Django would write it.
FROM_ARCHIVE: Final[dict[str, dict[str, Turn]]] = {
    "sqlite": {
        TIME: lambda text: text.replace("T", " ").removesuffix("+00:00"),
        UUID: lambda text: text.replace("-", ""),
        JSON: json.dumps,
        PLAIN: None,
    },
    "postgresql": {TIME: None, UUID: None, JSON: json.dumps, PLAIN: None},
}


def kind_of(field: "Field[Any, Any]") -> str:
    """Raises KeyError: nobody has thought of this type yet."""
    while field.is_relation:
        field = field.target_field  # type: ignore[attr-defined]
    return KINDS[field.get_internal_type()]


def turned(row: Sequence[Any], turns: Sequence[Turn]) -> list[Any]:
    return [
        value if turn is None or value is None else turn(value)
        for value, turn in zip(row, turns, strict=True)
    ]
