"""Metrics belong to the process, and never go back: a test looks at what was added."""

from prometheus_client import REGISTRY

from tickets import metrics


class Added:
    """By how much a sample has grown since this was made."""

    def __init__(self) -> None:
        self._before = {(s.name, *s.labels.values()): s.value for f in REGISTRY.collect() for s in f.samples}

    def __call__(self, name: str, **labels: str) -> float:
        return metrics.value(name, **labels) - self._before.get((name, *labels.values()), 0.0)
