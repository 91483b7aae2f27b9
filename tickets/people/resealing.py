"""What is sealed (of second factors, and every sealed column), sealed anew by the key of today: once when
seals came, and before a former key is thrown away."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model

from tickets.database import transaction
from tickets.people import sealed_fields, sealing


def all_of_them(authenticators: Any) -> tuple[int, int]:
    """The model, or a migration's of it: how many are sealed by now, and how many nobody can open."""
    done = lost = 0
    found = authenticators.objects.filter(type__in=("totp", "recovery_codes"))
    for pk in list(found.values_list("pk", flat=True)):
        with transaction():
            for one in authenticators.objects.select_for_update().filter(pk=pk):
                try:
                    one.data = _anew(one.data)
                except sealing.Lost:
                    lost += 1
                else:
                    one.save(update_fields=["data"])
                    done += 1
    return done, lost


def _anew(data: dict[str, Any]) -> dict[str, Any]:
    return data | {
        name: sealing.seal(sealing.opened(data[name])) for name in sealing.IN_FACTORS if name in data
    }


def columns(models: Iterable[type[Model]]) -> tuple[int, int]:
    """The same of all rows with sealed columns, and of nothing in a row of which one can't be opened."""
    done = lost = 0
    for model in models:
        names, rows = sealed_fields.of(model), model._default_manager
        for pk in list(rows.values_list("pk", flat=True)) if names else ():
            with transaction():
                for one in rows.select_for_update().filter(pk=pk):
                    anew = _opens(one, names)
                    done, lost = done + anew, lost + (not anew)
                    if anew:
                        _seal(one, names)
    return done, lost


def _opens(one: Any, names: Iterable[str]) -> bool:
    kept = (one.__dict__[name] for name in names)
    texts = (text for value in kept for text in (value if isinstance(value, list) else [value]) if text)
    return all(sealing.opens(text) for text in texts)


def _seal(one: Any, names: list[str]) -> None:
    for name in names:
        setattr(one, name, getattr(one, name))  # opened
    one.save(update_fields=names)
