// The client that belongs to the server: from the handshake's pingInterval and pingTimeout it
// knows how long no ping is too long (https://socket.io/docs/v4/engine-io-protocol/#heartbeat).
import { io } from "socket.io-client";

export function open({ url, auth }, on) {
    const socket = io(url, { auth, transports: ["websocket"], reconnection: false, forceNew: true });
    socket.on("connect", on.open);
    socket.on("disconnect", on.lost);
}
