"""The Channels tutorial's way to a heartbeat and to a chat, at its most generous: the pub/sub
layer, which sends one message for all sockets, and a pool of connections that waits instead of
failing. The chat stores nothing."""
