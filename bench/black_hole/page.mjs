// Our page, as far as its link (static/js/liveness/link.js).
import { createLink } from "../../static/js/liveness/link.js";
import { clock } from "../../static/js/wire/clock.js";
import { hello } from "../../static/js/wire/frames.js";
import { openSocket } from "../../static/js/wire/socket.js";

const SOCKET_IS_TRUSTED = ["live", "doubting"];

export function open({ url, origin, ticket, token, after }, on) {
    // A browser says where its page is from; here it is said for it.
    const Socket = function (address) {
        return new WebSocket(address, { headers: { origin } });
    };
    let has = false;
    const link = createLink({
        openSocket: (handlers) => openSocket(url, handlers, Socket),
        hello: () => hello({ tickets: [{ ticket, after, token }] }),
        clock,
        random: Math.random,
        visible: () => true,
        on: {
            state(state) {
                const had = has;
                has = SOCKET_IS_TRUSTED.includes(state);
                if (has && !had) on.open();
                if (had && !has) {
                    on.lost();
                    setImmediate(() => link.close()); // noticed: that is all we ask
                }
            },
        },
    });
    link.open();
}
