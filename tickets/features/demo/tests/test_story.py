"""The bots chat at a real desk, and go."""

import asyncio

import pytest

from tests.cast import Agent, Page
from tests.stack import Stack

pytestmark = pytest.mark.integration


async def test_two_bots_chat_and_are_gone(shared_stack: Stack) -> None:
    async def demo(*arguments: str) -> str:
        return await asyncio.to_thread(shared_stack.manage, "manage.py", "demo", *arguments)

    agent = await Agent.of(shared_stack)
    async with agent.page() as desk:
        said = await demo("--count", "1", "--chats", "1", "--pace", "0")
        assert "Made: 1 conversations" in said
        assert " messages\n" in said, said
        await desk.until(lambda: "resolved" in statuses(desk), "a talk that was said to the end")
    assert "Removed: 2 conversations" in await demo("--remove")


def statuses(desk: Page) -> set[str]:
    return {frame["ticket"].get("status") for frame in desk.of_type("queue")}
