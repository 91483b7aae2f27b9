"""Questions to the database that come while others are being answered share the next hop to a thread: after
a crash thousands of pages ask the same in the same second, and a query for thirty costs little more than one
for one."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from tickets.database import OUT_OF_REACH, PATIENCE, in_database
from tickets.refusals import unavailable

Q = TypeVar("Q")
A = TypeVar("A")


@dataclass(frozen=True, slots=True)
class Failed:
    """An answer: this is raised for who asked."""

    error: Exception


class Gathered(Generic[Q, A]):
    """`work`, on a database thread: of some questions, in the order of coming, an answer each, or Failed.
    `most` share a hop, and one is under way: two threads of Python would take each other's lock away."""

    def __init__(self, work: Callable[[list[Q]], Sequence[A | Failed]], most: int) -> None:
        self._work, self._most = work, most
        self._waiting: list[tuple[Q, asyncio.Future[A]]] = []
        self._runner: asyncio.Task[None] | None = None

    async def ask(self, question: Q) -> A:
        """Raises Refused when the database is out of reach. After PATIENCE what wasn't begun is dropped; what
        was may have been heard (`in_database`)."""
        answer: asyncio.Future[A] = asyncio.get_running_loop().create_future()
        self._waiting.append((question, answer))
        if self._runner is None:
            self._runner = asyncio.create_task(self._run(), name="gathered")
        try:
            async with asyncio.timeout(PATIENCE):
                return await answer
        except TimeoutError as error:
            raise unavailable() from error

    async def _run(self) -> None:
        try:
            while self._waiting:
                some, self._waiting = self._waiting[: self._most], self._waiting[self._most :]
                if some := [(question, answer) for question, answer in some if not answer.done()]:
                    await self._answer(some)
        finally:
            self._runner = None

    async def _answer(self, some: list[tuple[Q, asyncio.Future[A]]]) -> None:
        answers: Sequence[A | Failed]
        try:
            answers = await in_database(self._work, [question for question, _ in some])
        except Exception as error:
            answers = [Failed(error)] * len(some)
        for (_, waits), answer in zip(some, answers, strict=True):
            if waits.done():
                continue
            if isinstance(answer, Failed):
                waits.set_exception(answer.error)
            else:
                waits.set_result(answer)


def apart(work: Callable[[list[Q]], Sequence[A]]) -> Callable[[list[Q]], Sequence[A | Failed]]:
    """Where one of several fails, each is asked by itself: what one of them raises is nobody else's. Of what
    only reads."""

    def answers(questions: list[Q]) -> Sequence[A | Failed]:
        try:
            return work(questions)
        except OUT_OF_REACH:
            raise
        except Exception as error:
            if len(questions) == 1:
                return [Failed(error)]
            return [answer for one in questions for answer in answers([one])]

    return answers
