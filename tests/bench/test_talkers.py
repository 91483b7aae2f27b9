"""The pages that write and are shown messages, for a measure."""

from bench.dialects import HOLDFAST
from bench.talkers import Agent, Conversation
from bench.websocket import Address


async def test_an_agent_s_refused_mark_is_counted_and_ends_nothing() -> None:
    conversation = Conversation()
    agent = Agent(Address(0, "http://127.0.0.1", "/ws/"), [], HOLDFAST, conversation)
    agent.text(b'{"type":"reject","code":"unavailable","message":"Later.","retry_after":1}')
    assert conversation.talk.rejected == 1
