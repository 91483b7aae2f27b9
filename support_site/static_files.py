"""How static files are named: by a hash of their content, so that browsers may keep them for ever.

STATIC_ROOT is never emptied: while processes of two releases run, a page of either finds its files
at both. Each release has its own list of them there.

python -m support_site.static_files
"""

import fcntl
import json
import os
import re
import shutil
import tempfile
import time
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any, Final, cast

from django.conf import settings
from django.contrib.staticfiles.management.commands import collectstatic
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage
from django.core.management import call_command
from django.http import HttpRequest, HttpResponseBase
from servestatic.middleware import ServeStaticMiddleware
from servestatic.responders import Redirect, StaticFile
from servestatic.storage import CompressedManifestStaticFilesStorage
from servestatic.utils import run_async_in_thread

from support_site import bundles
from support_site.release import without_comments

# By Django, or by esbuild.
HASHED: Final = re.compile(
    rf"^.+\.[0-9a-f]{{12}}\..+$|^.+/{bundles.FOLDER}/[^/]+\.[A-Z0-9]{{8}}\.\w+(\.map)?$"
)
KEPT_RELEASES: Final = 5  # that were collected last; and any that is younger than
KEPT_FOR: Final = 7 * 24 * 60 * 60  # seconds
Paths = dict[str, tuple[Storage, str]]
COMPRESSED: Final = ("", ".gz", ".br", ".zstd")


class WithoutComments(Storage):
    """What lies in `storage`, as it is served. Types import each other in circles, and a file that
    names itself by its hash has none: so they are gone before Django looks for imports."""

    def __init__(self, storage: Storage) -> None:
        self.storage = storage

    def _open(self, name: str, mode: str = "rb") -> "File[Any]":
        with self.storage.open(name, mode) as script:
            return ContentFile(without_comments(script.read()))


class HashedStaticFiles(CompressedManifestStaticFilesStorage):
    # ES modules import each other by relative name: without this, a new page would import old parts.
    support_js_module_import_aggregation = True

    def post_process(self, paths: Paths, *args: Any, **options: Any) -> Iterator[Any]:
        served = {name: (_as_served(name, storage), path) for name, (storage, path) in paths.items()}
        yield from super().post_process(served, *args, **options)

    def _save(self, name: str, content: "File[Any]") -> str:
        if _is_our_script(name):
            content = ContentFile(without_comments(b"".join(content.chunks())))  # from its begin
        saved: str = super()._save(name, content)
        return saved

    @property
    def manifest_name(self) -> str:
        return _manifest()

    @cached_property
    def bundles(self) -> dict[str, Any]:
        """What stands for a page's scripts or style sheets, by their names (support_site/bundles.py)."""
        found: dict[str, Any] = json.loads(self.read_manifest() or "{}").get("bundles", {})
        return found

    def stat_static_root(self) -> dict[str, Any]:
        return {}  # files are moved after they were listed: what is served is looked at where it lies


class StaticFiles(ServeStaticMiddleware):
    """Serves the files of this release, and those of others for as long as STATIC_ROOT has them,
    come they before this process or after it. Each is looked for when it is first asked for: some
    thousands lie there, and a process that starts again has pages that wait for it."""

    async def __call__(self, request: HttpRequest) -> HttpResponseBase:
        url = request.path_info
        found = self.files.get(url)
        if not found and url.startswith(self.static_prefix):
            found = await run_async_in_thread(self._look_for, url)
        answer: HttpResponseBase = await (
            self.aserve(found, request) if found else self.get_response(request)
        )
        return answer

    def _look_for(self, url: str) -> StaticFile | Redirect | None:
        """None: nobody's, or one that lies there and isn't to be had, such as a release's list."""
        if self._is_hashed(url):
            found: StaticFile | Redirect | None = self.find_file(url)
            if found:
                self.files[url] = found
            return found
        of_this_release = cast("HashedStaticFiles", staticfiles_storage).hashed_files
        if url.removeprefix(self.static_prefix) in of_this_release:
            return self.find_file(url)  # anew each time: the next release may change what it is
        return None

    def immutable_file_test(self, _path: str, url: str) -> bool:
        return self._is_hashed(url)

    def _is_hashed(self, url: str) -> bool:
        return url.startswith(self.static_prefix) and bool(HASHED.fullmatch(url))


def _is_our_script(name: str) -> bool:
    return name.startswith("js/") and name.endswith(".js")


def _as_served(name: str, storage: Storage) -> Storage:
    return WithoutComments(storage) if _is_our_script(name) else storage


def _manifest() -> str:
    return f"release-{settings.RELEASE}.json"


def collect() -> None:
    """Hashing and compressing takes longer than the rest of a start: once for each release."""
    root = Path(settings.STATIC_ROOT)
    root.mkdir(parents=True, exist_ok=True)
    with (root / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # of two starts at once, one collects and one finds it done
        listed = root / _manifest()
        if not _is_whole(listed):
            _add_release(root, listed.name)
        listed.touch()
        _forget_old_releases(root)


def _is_whole(listed: Path) -> bool:
    """And bundled, if it can be by now."""
    return listed.exists() and ("bundles" in json.loads(listed.read_text()) or not bundles.esbuild())


def _add_release(root: Path, manifest: str) -> None:
    """In a folder of its own first: collectstatic skips what is older than what lies there, as files
    of a release that comes back are. The list comes last, when all that it names is there."""
    with tempfile.TemporaryDirectory(dir=root, prefix=".coming-") as folder:
        fresh = Path(folder)
        command = collectstatic.Command()
        command.storage = HashedStaticFiles(location=str(fresh))
        call_command(command, interactive=False, verbosity=0)
        _bundle(fresh, manifest)
        files = [path for path in fresh.rglob("*") if path.is_file()]
        for path in sorted(files, key=lambda path: path.name == manifest):
            place = root / path.relative_to(fresh)
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.move(path, place)


def _bundle(root: Path, manifest: str) -> None:
    if not (program := bundles.esbuild()):
        return
    made = bundles.make(root, program)
    listed = json.loads((root / manifest).read_text())
    listed["paths"] |= made["paths"]
    (root / manifest).write_text(json.dumps(listed | {"bundles": made["bundles"]}))


def _forget_old_releases(root: Path) -> None:
    lists = sorted(root.glob("release-*.json"), key=lambda path: path.stat().st_mtime, reverse=True)
    old = [path for path in lists[KEPT_RELEASES:] if path.stat().st_mtime < time.time() - KEPT_FOR]
    kept = {name for path in lists if path not in old for name in _named_in(path)}
    for path in old:
        for name in _named_in(path) - kept:
            for suffix in COMPRESSED:
                (root / f"{name}{suffix}").unlink(missing_ok=True)
        path.unlink()


def _named_in(manifest: Path) -> set[str]:
    return set(json.loads(manifest.read_text())["paths"].values())


def main() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "support_site.settings")
    django.setup()
    collect()


if __name__ == "__main__":
    main()
