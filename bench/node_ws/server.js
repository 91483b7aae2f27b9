// The seed's way, on Node and ws: each interval the client that left the last ping unanswered
// is terminated, the others are marked as unanswered and pinged. A page that asks for it is in
// rooms, and talks there (rooms.js); one that has a name is missed when it leaves (desk.js).
import { WebSocketServer } from "ws";
import { introduce } from "./desk.js";
import { heard } from "./rooms.js";

const PING = Buffer.from([1]);
const { HOST, PORT, HEARTBEAT_INTERVAL } = process.env;

const server = new WebSocketServer({ host: HOST, port: Number(PORT) });

server.on("connection", (socket, { url }) => {
  socket.isAlive = true;
  socket.on("message", (data, isBinary) => {
    if (!isBinary) heard(socket, JSON.parse(data));
    else if (data[0] === PING[0]) socket.isAlive = true;
  });
  socket.on("error", () => socket.terminate());
  if (url !== "/ws/") introduce(socket, url);
});

setInterval(
  () => {
    for (const socket of server.clients) {
      if (!socket.isAlive) {
        socket.terminate();
        continue;
      }
      socket.isAlive = false;
      socket.send(PING);
    }
  },
  Number(HEARTBEAT_INTERVAL) * 1000,
);
