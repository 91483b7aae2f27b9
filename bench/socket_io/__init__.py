"""python-socketio at its most generous: WebSockets alone, uvloop, no compression, no second
heartbeat beneath its own, and its Redis manager, so that several processes could share the load.
What is said in a room is stored nowhere."""
