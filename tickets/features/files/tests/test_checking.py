"""From complete to ready: scanned, made anew, stored, told to who may read it."""

import errno
import io
import shutil
import socket
import struct
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.db.models.functions import Now
from PIL import Image
from pytest_django import Settings

from tests.fakes import Layer
from tests.seated import log_of
from tickets.conversation import ledger
from tickets.features.files import checking, disk, pictures, re_encoding, scanner, storage
from tickets.features.files.models import File
from tickets.features.files.tests.conftest import Uploads, run_jobs, stored
from tickets.jobs import table
from tickets.jobs.models import Job
from tickets.people.access import Seat

pytestmark = pytest.mark.django_db(transaction=True)


def picture() -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (1000, 500), "teal").save(buffer, "PNG")
    return buffer.getvalue()


def sent(seat: Seat, file: File, kind: str = "message") -> None:
    data = {"files": [str(file.client_id)]}
    ledger.append(seat, uuid4(), kind, "", ledger.spoken, data=data)


def told(layer: Layer) -> list[str]:
    """The groups that heard of a file."""
    return [message["group"] for message in layer.sent if '"type":"file"' in message.get("frame", "")]


def test_a_file_is_ready_as_it_came(carla: Seat, uploads_a_file: Uploads, folder: Path) -> None:
    file = uploads_a_file(carla, b"Hello")
    run_jobs()
    file.refresh_from_db()
    assert (file.state, file.sha256[:8]) == ("ready", "185f8db3")
    assert stored(folder) == {"original": b"Hello"}
    assert not disk.part(file.place).exists()


def test_a_picture_has_its_measures(carla: Seat, uploads_a_file: Uploads, folder: Path) -> None:
    sent(carla, uploads_a_file(carla, picture(), "shot.png"))
    run_jobs()
    [entry] = log_of(carla)[-1]["files"]
    assert (entry["state"], entry["width"], entry["height"]) == ("ready", 1000, 500)
    assert set(stored(folder)) == {"original", "thumbnail"}


@pytest.mark.parametrize(("kind", "heard"), [("message", ["agents", "customer"]), ("note", ["agents"])])
def test_who_may_read_it_hears_when_it_is_ready(
    kind: str, heard: list[str], ada: Seat, uploads_a_file: Uploads, layer: Layer
) -> None:
    sent(ada, uploads_a_file(ada), kind)
    run_jobs()
    assert [group.rsplit(".", 1)[1] for group in told(layer)] == heard


def test_what_wasn_t_sent_is_told_to_nobody(ada: Seat, uploads_a_file: Uploads, layer: Layer) -> None:
    uploads_a_file(ada)
    run_jobs()
    assert told(layer) == []


def test_no_picture_is_refused_and_kept_nowhere(carla: Seat, uploads_a_file: Uploads, folder: Path) -> None:
    sent(carla, uploads_a_file(carla, b"\xff\xd8\xff no picture", "shot.jpg"))
    run_jobs()
    [entry] = log_of(carla)[-1]["files"]
    assert (entry["state"], entry["reason"]) == ("refused", "unreadable")
    assert not [path for path in folder.rglob("*") if path.is_file()]


def test_a_job_that_runs_again_changes_nothing(carla: Seat, uploads_a_file: Uploads, folder: Path) -> None:
    from tickets.features.files.checking import check

    file = uploads_a_file(carla, picture(), "shot.png")
    args = {"file": file.pk, "place": file.place}
    first, again = check(args), check(args)  # both ran: the lease of one had run out
    assert first
    assert again
    first()
    before = stored(folder)
    again()
    assert check(args) is None
    run_jobs()
    assert stored(folder) == before


def test_a_file_that_went_meanwhile_leaves_nothing(
    carla: Seat, uploads_a_file: Uploads, folder: Path
) -> None:
    from tickets.features.files.checking import check

    file = uploads_a_file(carla, picture(), "shot.png")
    finish = check({"file": file.pk, "place": file.place})
    file.delete()
    assert finish
    finish()
    run_jobs()
    assert not [path for path in folder.rglob("*") if path.is_file()]


def tries_to_the_last(file: File) -> None:
    """As the worker does."""
    for _ in range(checking.CHECK.tries):
        Job.objects.filter(kind="file").update(due=Now())
        for job in table.claim(["file"], 1):
            try:
                table.carry_out(job)
            except RuntimeError as error:
                table.failed(job, error)
    file.refresh_from_db()


@pytest.mark.parametrize(
    ("program", "patience"),
    [
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", 60),
        ("import signal; signal.pause()", 0.01),
    ],
)
def test_a_picture_that_is_never_made_is_refused_in_the_end(
    program: str,
    patience: float,
    carla: Seat,
    uploads_a_file: Uploads,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (folder / "child.py").write_text(program)
    monkeypatch.setattr(pictures, "__file__", str(folder / "child.py"))
    monkeypatch.setattr(re_encoding, "PATIENCE", patience)
    file = uploads_a_file(carla, picture(), "shot.png")
    tries_to_the_last(file)
    assert (file.state, file.reason) == ("refused", "too_many_pixels")
    assert not Job.objects.filter(kind="file").exists()


def test_a_disk_that_stays_full_refuses_no_picture(
    carla: Seat, uploads_a_file: Uploads, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "child.py").write_text(f"import sys; sys.exit({pictures.TRY_AGAIN})")
    monkeypatch.setattr(pictures, "__file__", str(folder / "child.py"))
    file = uploads_a_file(carla, picture(), "shot.png")
    tries_to_the_last(file)
    assert file.state == "checking"
    [job] = table.dead()
    assert table.again(job.pk), "as soon as there is room"


# — the scanner —


def command(folder: Path, code: int) -> str:
    script = folder / "scan.py"
    script.write_text(f"import sys; assert open(sys.argv[1], 'rb').read(); print('Eicar'); sys.exit({code})")
    return f"{sys.executable} {script}"


def test_what_is_clean_is_ready(
    carla: Seat, uploads_a_file: Uploads, tmp_path: Path, settings: Settings
) -> None:
    settings.SCAN = command(tmp_path, 0)
    file = uploads_a_file(carla)
    run_jobs()
    file.refresh_from_db()
    assert file.state == "ready"


def test_what_is_infected_is_refused_with_a_line_in_the_log(
    carla: Seat,
    uploads_a_file: Uploads,
    tmp_path: Path,
    settings: Settings,
    folder: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    settings.SCAN = command(tmp_path, 1)
    file = uploads_a_file(carla)
    run_jobs()
    file.refresh_from_db()
    assert (file.state, file.reason) == ("refused", "infected")
    assert "Eicar" in caplog.text
    assert not stored(folder)
    assert not disk.part(file.place).exists()


@pytest.mark.parametrize("scan", ["clamd://127.0.0.1:9", "clamd:///nowhere/clamd.sock", "/nowhere/scan", "2"])
def test_while_the_scanner_is_away_files_wait_and_messages_don_t(
    scan: str, carla: Seat, uploads_a_file: Uploads, tmp_path: Path, settings: Settings
) -> None:
    settings.SCAN = command(tmp_path, 2) if scan == "2" else scan
    file = uploads_a_file(carla)
    sent(carla, file)
    run_jobs()
    assert log_of(carla)[-1]["files"][0]["state"] == "checking"
    [job] = Job.objects.filter(kind="file")
    assert (job.tries, job.died_at) == (0, None)
    settings.SCAN = ""
    job.due = job.due.replace(year=2020)
    job.save()
    run_jobs()
    assert log_of(carla)[-1]["files"][0]["state"] == "ready"


def test_a_file_that_isn_t_there_is_no_scanner_that_is_away(
    carla: Seat, uploads_a_file: Uploads, tmp_path: Path, settings: Settings
) -> None:
    """It would be asked for ever."""
    settings.SCAN = command(tmp_path, 0)
    disk.part(uploads_a_file(carla).place).unlink()
    [job] = table.claim(["file"], 1)
    with pytest.raises(FileNotFoundError):
        table.carry_out(job)


@contextmanager
def clamd(answer: bytes) -> Iterator[tuple[int, list[bytes]]]:
    """One question, as clamd takes it."""
    heard: list[bytes] = []

    def serve() -> None:
        line, _ = listening.accept()
        with line, line.makefile("rb") as file:
            assert file.read(10) == b"zINSTREAM\0"
            while size := struct.unpack("!I", file.read(4))[0]:
                heard.append(file.read(size))
            line.sendall(answer)

    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=serve)
        thread.start()
        yield listening.getsockname()[1], heard
        thread.join()


@pytest.mark.parametrize(
    ("answer", "state"), [(b"stream: OK\0", "ready"), (b"stream: Eicar-Signature FOUND\0", "refused")]
)
def test_clamd_is_asked_in_its_own_words(
    answer: bytes, state: str, carla: Seat, uploads_a_file: Uploads, settings: Settings
) -> None:
    data: Any = b"x" * 200_000
    file = uploads_a_file(carla, data)
    with clamd(answer) as (port, heard):
        settings.SCAN = f"clamd://127.0.0.1:{port}"
        run_jobs()
    assert b"".join(heard) == data
    file.refresh_from_db()
    assert file.state == state


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (b"INSTREAM size limit exceeded. ERROR\0", "size limit exceeded"),
        (b"stream: OK\0", "stream: OK"),
    ],
)
def test_where_clamd_takes_no_more_its_own_words_say_why_and_nothing_is_clean(
    answer: bytes, words: str, tmp_path: Path, settings: Settings
) -> None:
    (tmp_path / "large").write_bytes(b"x" * 2_000_000)

    def serve() -> None:
        line, _ = listening.accept()
        with line:
            line.recv(10)
            line.sendall(answer)

    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(f"{tmp_path}/clamd.sock")
        listening.listen()
        threading.Thread(target=serve, daemon=True).start()
        settings.SCAN = f"clamd://{tmp_path}/clamd.sock"
        with pytest.raises(scanner.Away, match=words):
            scanner.found_in(tmp_path / "large")


def test_a_disk_that_is_full_while_it_is_brought_back_keeps_no_piece_of_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "given").write_bytes(b"Hello")
    storage.keep("p", "original", folder / "given")

    def full(*_: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(shutil, "copyfileobj", full)
    with pytest.raises(OSError, match="No space"):
        storage.bring_back("p", disk.part("p"))
    assert list((folder / "parts").iterdir()) == []


def test_what_a_backup_has_as_stored_alone_is_ready_all_the_same(
    carla: Seat, uploads_a_file: Uploads, tmp_path: Path
) -> None:
    """Its row is of the moment before: it was being checked."""
    data: Any = b"x" * 1_000
    file = uploads_a_file(carla, data)
    storage.keep(file.place, "original", disk.part(file.place))
    disk.part(file.place).unlink()
    run_jobs()
    file.refresh_from_db()
    assert file.state == "ready"
    assert stored(tmp_path)["original"] == data
