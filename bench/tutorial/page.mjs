// The tutorial's page: it answers pings, and hears of its socket's end by onclose, from nobody else.
export function open({ url, origin }, on) {
    const socket = new WebSocket(url, { headers: { origin } });
    socket.binaryType = "arraybuffer";
    socket.onopen = on.open;
    socket.onmessage = ({ data }) => socket.send(data); // a pong is the same byte
    socket.onclose = on.lost;
}
