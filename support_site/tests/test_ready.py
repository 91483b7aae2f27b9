"""`make run` waits until the web process is ready, as long as that takes, and says that it waits."""

import asyncio

import pytest

from support_site.run import __main__ as run


async def test_it_waits_and_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(run, "STILL", 0.0)
    answers = iter([b"HTTP/1.0 503 Busy\r\n", b"", b"HTTP/1.0 200 OK\r\n"])

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readline()
        writer.write(next(answers))
        writer.close()

    async with await asyncio.start_server(answer, "127.0.0.1", 0) as server:
        await run.ready("127.0.0.1", server.sockets[0].getsockname()[1])
    assert next(answers, None) is None
    assert (
        capsys.readouterr().out.count("holdfast  | waiting for the web process to be ready, 0 s by now") == 2
    )
