"""The inbox between a server and its consumer: in order, nothing twice, nothing lost."""

import asyncio

from support_site.server.inbox import Inbox


def message(number: int) -> dict[str, int]:
    return {"number": number}


async def test_what_came_before_and_while_somebody_waits_comes_out_in_order() -> None:
    inbox, out = Inbox(), list[int]()

    async def read() -> None:
        while len(out) < 6:
            out.append((await inbox.get())["number"])

    inbox.put_nowait(message(0))
    inbox.put_nowait(message(1))
    reader = asyncio.create_task(read())
    await asyncio.sleep(0)  # now it waits
    assert out == [0, 1]
    for number in (2, 3, 4):  # one wakes it, the others find it woken already
        inbox.put_nowait(message(number))
    await asyncio.sleep(0)
    inbox.put_nowait(message(5))
    await reader

    assert out == [0, 1, 2, 3, 4, 5]


async def test_a_reader_that_was_cancelled_takes_nothing_along() -> None:
    inbox = Inbox()
    reader = asyncio.create_task(inbox.get())
    await asyncio.sleep(0)  # now it waits
    reader.cancel()
    inbox.put_nowait(message(1))
    await asyncio.wait({reader})

    assert reader.cancelled()
    assert await inbox.get() == message(1)
