// Rooms in the one process: what a page says in one goes to the others there. Nothing is kept.
const rooms = new Map(); // name → its sockets

export function heard(socket, { type, id, room, body }) {
  if (type === "join") {
    join(socket, room);
    socket.send(JSON.stringify({ type: "joined", room }));
  } else {
    const message = JSON.stringify({ type: "message", id, room, body });
    for (const other of rooms.get(room) ?? []) if (other !== socket) other.send(message);
    socket.send(JSON.stringify({ type: "ack", id }));
  }
}

function join(socket, room) {
  if (!rooms.has(room)) rooms.set(room, new Set());
  rooms.get(room).add(socket);
  socket.once("close", () => leave(socket, room));
}

function leave(socket, room) {
  const sockets = rooms.get(room);
  sockets.delete(socket);
  if (!sockets.size) rooms.delete(room);
}
