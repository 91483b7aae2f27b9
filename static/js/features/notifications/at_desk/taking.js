// Whose pushes this browser takes: they go with a sign-in, so the desk says with each page that this one goes
// on with them. One that isn't pushed to for who is signed in takes none: it may have been a colleague's,
// whose sign-in only ran out.
import { asDevice, places, subscribed } from "../device.js";

const PATH = "/api/notifications";
const hasDevices = (answer) => Array.isArray(answer?.devices);

/** @param {import("../../../desk/desk.js").Desk} desk
 *  @param {() => Promise<PushSubscription | null>} [mine] */
export function openTaking(desk, mine = () => subscribed(places.desk)) {
  let begun = false;

  async function say() {
    const subscription = await mine().catch(() => null);
    const answer = subscription && (await desk.getJson(PATH, hasDevices));
    if (!answer) return;
    const device = asDevice(subscription);
    if (answer.devices.some(({ endpoint }) => endpoint === device.endpoint))
      await desk.call({ method: "POST", path: `${PATH}/devices`, body: device });
    else await subscription.unsubscribe().catch(() => {}); // its push service says so then
  }

  desk.on("welcome", () => {
    if (begun) return;
    begun = true;
    say();
  });
}
