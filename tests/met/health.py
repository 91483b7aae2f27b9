"""Health, and faults around the process."""

from typing import Final

from tests.guard import Guard

VIEWS, REHEARSAL = "tickets/views.py", "tickets/conversation/rehearsal.py"
REHEARSAL_TEST = "tickets/conversation/tests/test_rehearsal.py"
TROUBLE, FILE = "tickets/database_trouble.py", "tickets/sqlite/file.py"
FILE_TEST, READ_ONLY_TEST = "tickets/sqlite/tests/test_file.py", "tickets/tests/test_read_only.py"
RUN, PART, LEFTOVERS = (
    "support_site/run/__main__.py",
    "support_site/run/part.py",
    "support_site/run/leftovers.py",
)
FULL_TEST = "support_site/tests/test_run_full.py::test_"
RUN_TEST = "support_site/tests/test_run.py::test_serves_ipv6_alone_or_both"
ADMISSION, ADMISSION_TEST = "tickets/wire/admission.py", "tickets/wire/tests/test_admission.py"
LIMITS, STORING_TEST = "tickets/conversation/limits.py", "tickets/conversation/tests/test_storing.py"
FULL_DISK = "tests/faults/test_disk.py::test_who_looks_is_told_that_the_disk_is_full"
SETTINGS_TEST = "support_site/tests/test_settings.py::test_"
MIDDLEWARE_TEST = "support_site/tests/test_middleware.py"
FILES, ROOM = "support_site/server/files.py", "support_site/room.py"
NO_FILES = "tests/faults/test_edges.py::test_a_process_without_files_left_says_so_now_and_then_and_recovers"
WORKER = "tickets/liveness/worker.py"
DOORS = "tickets/tests/test_doors.py::test_"
DISK, DISK_TEST = "tickets/features/files/disk.py", "tickets/features/files/tests/test_disk.py"

GUARDS: Final = [
    Guard(
        "ready: it tries whether it can write",
        VIEWS,
        "    return await rehearsal().trouble()\n",
        '    return ""\n',
        FULL_DISK,
    ),
    Guard(
        "ready: what a message met is told at once",
        REHEARSAL,
        "last.words if last.count != self._met else",
        '"" if last.count != self._met else',
        REHEARSAL_TEST,
    ),
    Guard(
        "ready: but not tried at each question",
        REHEARSAL,
        "EVERY: Final = 10.0",
        "EVERY: Final = 0.0",
        REHEARSAL_TEST,
    ),
    Guard(
        "ready: it leaves nothing behind",
        "tickets/conversation/ledger.py",
        '        type(written)._base_manager.filter(pk=written.pk)._raw_delete("default")\n',
        "        pass\n",
        REHEARSAL_TEST,
    ),
    Guard(
        "ready: what is full is said",
        TROUBLE,
        "    sqlite3.SQLITE_FULL: FULL,\n",
        "",
        "tickets/tests/test_database_trouble.py",
    ),
    Guard(
        "session: what may have to be written waits on a thread",
        "tickets/api_answers.py",
        "            session.modified or given.has_moved(session) or",
        "            session.modified and",
        MIDDLEWARE_TEST,
    ),
    Guard(
        "session: one that can't be read isn't waited for twice",
        "tickets/api_answers.py",
        ' and hasattr(session, "_session_cache")',
        "",
        MIDDLEWARE_TEST,
    ),
    Guard(
        "session: none waits behind another",
        "tickets/on_the_loop.py",
        "    async with ThreadSensitiveContext():\n",
        "    if True:\n",
        MIDDLEWARE_TEST,
    ),
    Guard(
        "calls: none is handed to a thread for what computes",
        "support_site/middleware.py",
        "class Frames(OnTheLoop, XFrameOptionsMiddleware)",
        "class Frames(XFrameOptionsMiddleware)",
        MIDDLEWARE_TEST,
    ),
    Guard(
        "calls: none has a thread of its own",
        "support_site/handler.py",
        "signals.request_started.disconnect(receiver)",
        "pass",
        MIDDLEWARE_TEST,
    ),
    Guard("full disk: who sends is told", TROUBLE, "if words in FULL_DISK:", "if False:", FULL_DISK),
    Guard(
        "full disk: a sign-in is put off kindly",
        "tickets/api_answers.py",
        "return not_now(request, error) if isinstance(error, OUT_OF_REACH) else None",
        "return None",
        READ_ONLY_TEST,
    ),
    Guard(
        "full disk: nor is its session a bare 500",
        "tickets/api_answers.py",
        "            if cause := _of_the_database(error):\n",
        "            if cause := None:\n",
        "tickets/tests/test_sessions.py",
    ),
    Guard(
        "full disk: nor a cookie that can't be stored",
        "tickets/api_answers.py",
        "        except OUT_OF_REACH as error:\n",
        "        except ZeroDivisionError as error:\n",
        f"{DOORS}a_cookie_that_cannot_be_stored_now_is_asked_for_again",
    ),
    Guard(
        "files: what their disk won't do is refused in words",
        DISK,
        "        except OSError as error:\n            if _now_and_then():",
        "        except ZeroDivisionError as error:\n            if _now_and_then():",
        DISK_TEST,
    ),
    Guard(
        "files: a line now and then",
        DISK,
        "            if _now_and_then():\n",
        "            if True:\n",
        DISK_TEST,
    ),
    Guard("files: no room for a name is none", DISK, "full = error.errno in FULL", "full = False", DISK_TEST),
    Guard(
        "files: who looks is told",
        "tickets/features/files/apps.py",
        '        degraded.register("files", disk.trouble)\n',
        "",
        DISK_TEST,
    ),
    Guard(
        "files: that there is no room",
        DISK,
        "if shutil.disk_usage(_folder()).free < FREE:",
        "if False:",
        DISK_TEST,
    ),
    Guard(
        "run: what can't be written down stops nothing",
        LEFTOVERS,
        "        except OSError as error:\n            if not self.unwritten:",
        "        except ZeroDivisionError as error:\n            if not self.unwritten:",
        f"{FULL_TEST}what_dies_is_started_again_though_nothing_can_be_written_down",
    ),
    Guard(
        "run: and is written down later",
        RUN,
        "                self.leftovers.write()\n",
        "                pass\n",
        f"{FULL_TEST}what_dies_is_started_again_though_nothing_can_be_written_down",
    ),
    Guard(
        "run: a start that fails leaves nothing behind",
        RUN,
        "    await desk.end()\n",
        "",
        f"{FULL_TEST}a_start_on_a_full_disk_leaves_nothing_behind",
    ),
    Guard(
        "run: a folder of others",
        LEFTOVERS,
        "if words := not_ours(data_dir):",
        'if words := "":',
        f"{FULL_TEST}a_folder_that_others_may_write_to_is_named",
    ),
    Guard(
        "room: too few files",
        ROOM,
        "if files != resource.RLIM_INFINITY and files < LEAST_FILES:",
        "if False:",
        "support_site/tests/test_room.py::test_what_is_allowed_is_named",
    ),
    Guard(
        "room: too little space",
        ROOM,
        "if space != resource.RLIM_INFINITY and space < LEAST_SPACE:",
        "if False:",
        "support_site/tests/test_room.py::test_what_is_allowed_is_named",
    ),
    Guard(
        "file: one that was replaced",
        FILE,
        "whole = _found(self.path) == _opened[self.path]",
        "whole = True",
        FILE_TEST,
    ),
    Guard(
        "file: no second one in its place",
        FILE,
        "whole = _opened[path] is not None and _found(path) == _opened[path]",
        "whole = True",
        FILE_TEST,
    ),
    Guard(
        "file: after the commit, too",
        "tickets/database.py",
        "        file.check(connection)\n",
        "",
        "tickets/tests/test_database.py::test_after_each_commit_the_file_is_looked_at_once_more",
    ),
    Guard(
        "file: nothing is acked into one that is gone",
        FILE,
        "        if not whole:\n            raise FileGone(GONE)\n\n\ndef watch",
        "        pass\n\n\ndef watch",
        "tests/faults/test_disk.py::test_nothing_is_acked_into_a_file_that_is_gone",
    ),
    Guard(
        "file: each beat looks",
        "tickets/process.py",
        "        file.look(connection)\n",
        "",
        "tickets/tests/test_process.py",
    ),
    Guard(
        "admission: first come, first served",
        ADMISSION,
        "return oldest if time.monotonic() - since < PATIENCE else next(reversed(waiting))",
        "return next(reversed(waiting))",
        ADMISSION_TEST,
    ),
    Guard(
        "admission: the newest beyond that",
        ADMISSION,
        "return oldest if time.monotonic() - since < PATIENCE else next(reversed(waiting))",
        "return oldest",
        ADMISSION_TEST,
    ),
    Guard(
        "ipv6: a family of its own",
        "support_site/server/listener.py",
        'socket.AF_INET6 if ":" in host else socket.AF_INET',
        "socket.AF_INET",
        "support_site/tests/test_listener.py",
    ),
    Guard(
        "ipv6: both at once",
        "support_site/server/listener.py",
        'host == "::" and socket.has_dualstack_ipv6()',
        "False",
        "support_site/tests/test_listener.py",
    ),
    Guard(
        "ipv6: as a URL has it",
        "support_site/environment.py",
        '        return f"[{IPv6Address(host)}]"\n',
        "        return host\n",
        f"{SETTINGS_TEST}an_ipv6_host_is_allowed_as_a_browser_writes_it",
    ),
    Guard(
        "ipv6: what is no address to listen at",
        "support_site/environment.py",
        '    if not re.fullmatch(r"[\\w.-]*", name):\n',
        "    if False:\n",
        f"{SETTINGS_TEST}where_to_listen_is_an_address_or_a_name",
    ),
    Guard(
        "ipv6: in no policy",
        "support_site/settings.py",
        ' if "[" not in origin',
        "",
        f"{SETTINGS_TEST}a_policy_names_no_ipv6_address",
    ),
    Guard(
        "files used up: a line, no traceback",
        FILES,
        "if not isinstance(error, OSError) or error.errno not in USED_UP:",
        "if True:",
        "support_site/tests/test_files_used_up.py",
    ),
    Guard(
        "files used up: a line a second",
        FILES,
        "    if a_second_ago():\n",
        "    if True:\n",
        "support_site/tests/test_files_used_up.py",
    ),
    Guard(
        "files used up: a few at a time",
        "support_site/server/uvicorn.py",
        "        backlog=AT_ONCE,\n",
        "        backlog=WAITING,\n",
        "support_site/tests/test_files_used_up.py",
    ),
    Guard(
        "stored: of a ticket in a day",
        LIMITS,
        "Room((of_address, _of_ticket.of(str(seat.ticket), now)) if seat else (of_address,), size)",
        "Room((of_address,), size)",
        STORING_TEST,
    ),
    Guard(
        "stored: of an address in a day",
        LIMITS,
        "Room((of_address, _of_ticket.of(str(seat.ticket), now)) if seat else (of_address,), size)",
        "Room((_of_ticket.of(str(seat.ticket), now),) if seat else (), size)",
        f"{DOORS}what_one_ticket_and_one_address_store_in_a_day_is_limited",
    ),
    Guard(
        "stored: by HTTP too",
        "tickets/conversation/api.py",
        "limits.room_for(message.body, address, seat)",
        "limits.UNLIMITED",
        f"{DOORS}what_one_ticket_and_one_address_store_in_a_day_is_limited",
    ),
    Guard(
        "stored: of openings too",
        "tickets/conversation/api.py",
        "limits.room_for(words, address)",
        "limits.UNLIMITED",
        f"{DOORS}what_one_ticket_and_one_address_store_in_a_day_is_limited",
    ),
    Guard(
        "stored: with what was asked before",
        "tickets/conversation/api.py",
        "{openings.words(ticket)}",
        "",
        "tickets/tests/test_doors.py::test_what_is_asked_before_a_conversation_is_stored_too",
    ),
    Guard(
        "typing: dropped before anything else",
        "tickets/wire/announce.py",
        "if self._queue.qsize() < PASSING_ROOM:",
        "if True:",
        "tickets/wire/tests/test_announce.py",
    ),
    Guard(
        "typing: a line a second",
        "tickets/wire/announce.py",
        "        if self._say_dropped():\n",
        "        if True:\n",
        "tickets/wire/tests/test_announce.py",
    ),
    Guard(
        "typing: by itself seldom enough",
        "tickets/features/typing/actions.py",
        'if _typing.take(f"{seat.public_id} {person.key}", time.monotonic()):',
        "if False:",
        "tickets/features/typing/tests/test_actions.py",
    ),
    Guard(
        "worker: a single one that ended before isn't another",
        WORKER,
        'return f"another worker leads, or ended less than {rules.LEADER_LEASE} s ago"',
        'return "another worker leads"',
        "tickets/liveness/tests/test_worker.py",
    ),
]
