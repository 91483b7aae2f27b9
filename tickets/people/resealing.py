"""What is sealed of second factors (the secrets of apps, the seeds of recovery codes), sealed anew by the key
of today: once when seals came, and before a former key is thrown away."""

from typing import Any

from tickets.database import transaction
from tickets.people import sealing


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
