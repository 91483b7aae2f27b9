// The others' pages and servers, on one port: socket.io's own server, and as much of Phoenix's as its
// client asks for (join, heartbeat, push). Both pages say as ours does when they are live.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { Server } from "socket.io";
import { WebSocketServer } from "ws";

const HEARTBEAT = 2_000; // ms, as our desk's
const FILES = {
    "/socket.io.js": "node_modules/socket.io/client-dist/socket.io.esm.min.js",
    "/phoenix.js": "node_modules/phoenix/priv/static/phoenix.mjs",
};
const page = (script) => `<!doctype html><body><script type="module">
const live = (is) => { document.body.dataset.link = is ? "live" : "away"; };
${script}</script>`;
const PAGES = {
    "/socketio": page(`import { io } from "/socket.io.js";
const socket = io();
socket.on("connect", () => live(true));
socket.on("disconnect", () => live(false));
window.say = (words) => socket.emit("say", words);`),
    "/phoenix": page(`import { Socket } from "/phoenix.js";
const socket = new Socket("/socket", { heartbeatIntervalMs: ${HEARTBEAT} });
const channel = socket.channel("room:1");
channel.onError(() => live(false));
socket.onClose(() => live(false));
socket.connect();
channel.join().receive("ok", () => live(true));
window.say = (words) => channel.push("say", { words });`),
};

const http = createServer(async ({ url }, answer) => {
    const path = url.split("?")[0];
    if (FILES[path]) {
        answer.setHeader("Content-Type", "text/javascript");
        return answer.end(await readFile(new URL(FILES[path], import.meta.url)));
    }
    answer.setHeader("Content-Type", "text/html");
    return answer.end(PAGES[path] ?? "");
});

new Server(http, { pingInterval: HEARTBEAT, pingTimeout: HEARTBEAT, destroyUpgrade: false });

const phoenix = new WebSocketServer({ noServer: true });
http.on("upgrade", (request, line, head) => {
    if (!request.url.startsWith("/socket/")) return;
    phoenix.handleUpgrade(request, line, head, (socket) => {
        socket.on("error", () => socket.terminate());
        socket.on("message", (data) => {
            const [join, ref, topic] = JSON.parse(data);
            socket.send(JSON.stringify([join, ref, topic, "phx_reply", { status: "ok", response: {} }]));
        });
    });
});
http.listen(Number(process.argv[2]), "127.0.0.1");
