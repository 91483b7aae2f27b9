"""How long until both sides notice that the network swallows everything, as a distribution.

    python -m bench.black_hole [--trials 50] [--interval 5] [--seed 7] [--only holdfast]

As root, on Linux: re-executes itself in a network namespace of its own. Each party's processes are
real, one party after the other; its pages run under Node, in a second namespace, a socket each,
idle, with firewall rules of their own (DROP) that start at a random moment. A trial is followed for
a minute. Where a side noticed, at its most generous:

         page (its socket is given up)                       server (a desk outside the hole is told)
holdfast link.js leaves `live` and `doubting`                an agent's desk: no longer online
tutorial onclose; its page has no timer                      `disconnect` of the consumer
socketio `disconnect` of socket.io-client, the real one      the `disconnect` handler
node-ws  the seed's timer, interval + 1 s after each ping    `close` of the socket

Only ours have bounds: its exit code says whether they held, and whether it lost a healthy page.
"""
