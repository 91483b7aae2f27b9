"""What Redis says of itself, asked of a real Valkey."""

from typing import Any

import pytest
from pytest_django import Settings

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


async def refused(command: Any) -> Exception:
    with pytest.raises(redis.RedisError) as error:
        await command
    return error.value


async def test_what_is_of_another_kind_is_thrown_away_and_nothing_else(
    real_redis: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(redis, "client", lambda: real_redis)
    kept = {"holdfast:tick": "7", "holdfast:theirs:people": "x", "people:desk": "x"}
    await real_redis.mset(kept | {"holdfast:people:desk": "x", "holdfast:marks:p:1": "x"})
    await redis.mend(redis.RedisError("WRONGTYPE, says somebody"))
    await redis.mend(await refused(real_redis.execute_command("NONSENSE")))
    assert len(await real_redis.keys()) == 5
    await redis.mend(await refused(real_redis.hgetall("holdfast:people:desk")))
    assert set(await real_redis.keys()) == set(kept)


async def test_what_can_not_be_mended_now_is_left(
    real_redis: Any, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    await real_redis.set("holdfast:people:desk", "x")
    error = await refused(real_redis.hgetall("holdfast:people:desk"))
    settings.REDIS = {"address": "redis://127.0.0.1:1"}
    away = redis.connect()
    monkeypatch.setattr(redis, "client", lambda: away)
    await redis.mend(error)
    await away.aclose()
