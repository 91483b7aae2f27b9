"""What the system lets a process have, before it fails in the midst of something for want of it."""

import resource
from typing import Final

LEAST_FILES: Final = 128  # a web process opens some 40 before the first page comes
LEAST_SPACE: Final = 512 * 1024 * 1024  # bytes of addresses; a web process begins with 350 MB


def check() -> None:
    """Ends the start with one line where there is too little."""
    _, files = resource.getrlimit(resource.RLIMIT_NOFILE)
    if files != resource.RLIM_INFINITY and files < LEAST_FILES:
        raise SystemExit(
            f"Can't start: {files} open files are allowed, of {LEAST_FILES} needed (ulimit -Hn)."
        )
    space, _ = resource.getrlimit(resource.RLIMIT_AS)
    if space != resource.RLIM_INFINITY and space < LEAST_SPACE:
        allowed, needed = space // 2**20, LEAST_SPACE // 2**20
        words = f"{allowed} MB of address space are allowed, of {needed} needed (ulimit -v)"
        raise SystemExit(f"Can't start: {words}.")
