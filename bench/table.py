"""One table at the end, and the figures in it."""

import statistics
from collections.abc import Sequence

GAP = 2  # spaces between two columns


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """The first column is flush left, the others flush right. Line breaks in `head` are kept."""
    heads = [cell.split("\n") for cell in head]
    depth = max(map(len, heads))
    lines = [[cell[line] if line < len(cell) else "" for cell in heads] for line in range(depth)]
    widths = [max(len(row[column]) for row in [*lines, *rows]) for column in range(len(head))]
    return "\n".join(_line(row, widths) for row in [*lines, *rows])


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    first, *rest = zip(row, widths, strict=True)
    cells = [first[0].ljust(first[1]), *(cell.rjust(width) for cell, width in rest)]
    return (" " * GAP).join(cells).rstrip()


def percentile(values: Sequence[float], part: float) -> float:
    """`part` from 0 to 1: that many of the values are at most the answer. Of none: nan."""
    ordered = sorted(values)
    return ordered[min(int(part * len(ordered)), len(ordered) - 1)] if ordered else float("nan")


def spread(values: Sequence[float], digits: int = 1) -> str:
    """The median, and between which values it lies."""
    median = f"{statistics.median(values):,.{digits}f}"
    if len(values) == 1:
        return median
    return f"{median} ({min(values):,.{digits}f} to {max(values):,.{digits}f})"
