"""What Redis says of itself, asked of a real Valkey."""

from typing import Any

import pytest

from tickets import redis

pytestmark = pytest.mark.integration


async def test_an_evicting_policy_is_told_if_it_may_be_asked(
    real_redis: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(redis, "client", lambda: real_redis)
    assert await redis.evicts() is None
    await real_redis.config_set("maxmemory-policy", "volatile-lru")
    try:
        assert await redis.evicts() == "volatile-lru"
        await real_redis.acl_setuser("default", enabled=True, nopass=True, commands=["-config"])
        assert await redis.evicts() == "volatile-lru"
        await real_redis.acl_setuser("default", enabled=True, nopass=True, commands=["-info"])
        assert await redis.evicts() is None
    finally:
        await real_redis.acl_setuser("default", enabled=True, nopass=True, commands=["+@all"])
        await real_redis.config_set("maxmemory-policy", "noeviction")
