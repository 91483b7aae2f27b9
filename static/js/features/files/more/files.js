// What a page needs of files once it has one: not fetched before.
export { bring } from "./bring.js";
export { openMessage } from "./message.js";
export { createTray } from "./tray.js";
export { view } from "./viewer.js";
