from django.apps import AppConfig
from django.conf import settings
from django.utils.module_loading import import_string


class Faults(AppConfig):
    name = "tests.faults"

    def ready(self) -> None:
        from tests.faults import points

        points.tell_what_is_inside()
        faults: set[str] = getattr(settings, "FAULTS", set())
        breaks: str | None = getattr(settings, "BREAKS", None)
        for fault in faults - {"noisy", "hasty"}:
            getattr(points, fault)()
        if breaks:
            import_string(breaks)()
