"""What a web process has once, built and joined here: `process().heartbeat`, `process().presence`.

Rooms know none above them: what a tick sets off in presence and in the conversation is handed to
the heartbeat in this one place. What needs nobody from above stays in its own module, made on
first use by `per_loop`: in wire the hub, the announcer, the admission and the counted losses; the
client of Redis and its three stores; and who works by a clock or a question of its own and is
asked by doors alone (sign-ins, names, the database's rehearsal, the loop's lag).
"""

import secrets

from django.conf import settings
from django.db import connection

from tickets.connections.report import Reporter
from tickets.connections.state import State
from tickets.conversation.repair import Repair
from tickets.liveness.slots import Slots
from tickets.liveness.web import Tick, WebHeartbeat
from tickets.per_loop import per_loop
from tickets.presence.duty import Duty
from tickets.presence.seats import Presence
from tickets.presence.visits import Visits
from tickets.sqlite import file
from tickets.wire import groups


class Process:
    def __init__(self) -> None:
        self.id = secrets.token_hex(6)
        slots = Slots(settings.HEARTBEAT_INTERVAL)
        self.presence = Presence(self.id, newest_tick=lambda: self.heartbeat.tick)
        self.visits = Visits(self.presence)
        self.duty = Duty(slots.count)
        self.repair = Repair(slots)
        self.heartbeat = WebHeartbeat(self.id, slots, self.presence, self._on_tick, self.repair.alone)
        self.state = State(self.heartbeat)
        self.reporter = Reporter(self.id, "web", self.state.report)

    def _on_tick(self, tick: Tick) -> None:
        self.duty.hear(tick.desk, after_gap=tick.after_gap)
        self.presence.told(groups.DESK, tick.desk)
        file.look(connection)
        self.repair.by_tick(tick)


process = per_loop(Process)
