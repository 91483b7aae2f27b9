// For bench.black_hole alone: when the page of /ws/7/ has left, /ws/desk/ is told so. Pages of
// /ws/, which the other measures have, are none of its business.
const desks = new Set();

export function introduce(socket, url) {
  const name = url.split("/")[2];
  if (name === "desk") {
    desks.add(socket);
    socket.on("close", () => desks.delete(socket));
  } else {
    socket.on("close", () => desks.forEach((desk) => desk.send(`left ${name}`)));
  }
}
