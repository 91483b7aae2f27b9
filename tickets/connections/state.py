"""How this web process is: in flags for probes, for the Connections page, and in words for /readyz."""

from tickets import database, redis
from tickets.connections.report import Report
from tickets.liveness.web import WebHeartbeat
from tickets.wire import frames, groups
from tickets.wire.announcements import Drain
from tickets.wire.hub import hub


class State:
    def __init__(self, heartbeat: WebHeartbeat) -> None:
        self._heartbeat = heartbeat
        self.draining = False
        self.spread = 0.0  # seconds, while draining

    def drain(self, spread: float) -> None:
        """The process ends: ask every page to come back within `spread` seconds."""
        self.draining, self.spread = True, spread
        hub().deliver(Drain(groups.EVERYBODY, spread))

    def health(self) -> frames.Health:
        health = frames.Health(0)
        if not self._heartbeat.alone and self._heartbeat.tick:
            health |= frames.Health.TICKING
        if database.reachable():
            health |= frames.Health.DATABASE
        return health | frames.Health.DRAINING if self.draining else health

    def report(self) -> Report:
        """For those who look after it."""
        silent = self._heartbeat.silent()
        return {
            "tick": self._heartbeat.tick,
            "silent": None if silent is None else round(silent, 1),  # seconds since the last tick
            "alone": self._heartbeat.alone,
            "draining": self.draining,
            "database": database.reachable(),
        }

    async def degraded(self) -> dict[str, str]:
        """Each part of liveness that is not as it should be, and what to do, in words."""
        degraded = {}
        if trouble := await self._trouble_with_redis():
            degraded["redis"] = trouble
        if self._heartbeat.alone or not self._heartbeat.tick:
            degraded["worker"] = "no tick lately: is `manage.py heartbeat` running?"
        return degraded

    async def _trouble_with_redis(self) -> str:
        try:
            await redis.client().ping()
            policy = await redis.evicts()
        except redis.RedisError:
            return "can't be reached: pages see each other's messages late"
        if refused := self._heartbeat.refused:
            return f"takes no writes, so nobody knows who is there: {refused}"
        if policy:
            return f"may evict what it holds: set its maxmemory-policy to noeviction (now: {policy})"
        return ""
