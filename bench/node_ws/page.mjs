// The seed's page: a ping restarts a timer of an interval and a second; when it fires, the page
// closes its socket and opens another one (here: it has noticed, and that is all we ask).
export function open({ url, origin, interval }, on) {
    const socket = new WebSocket(url, { headers: { origin } });
    let timer;
    function leave() {
        clearTimeout(timer);
        socket.onclose = null;
        socket.close();
        on.lost();
    }
    function wait() {
        clearTimeout(timer);
        timer = setTimeout(leave, (interval + 1) * 1000);
    }
    socket.binaryType = "arraybuffer";
    socket.onopen = () => {
        wait();
        on.open();
    };
    socket.onmessage = ({ data }) => {
        wait();
        socket.send(data); // a pong is the same byte
    };
    socket.onclose = leave;
}
