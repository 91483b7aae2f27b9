// Hours on the customer's page. All of it comes with the first word of the server on them.
import { says } from "../../presence/presence.js";
import { later } from "../../ui/later.js";
import { fill } from "../../ui/slots.js";

const come = later("hours", () => import("./more/notice.js"));
/** @type {typeof import("./more/there.js").thereOf} */
let thereOf = ({ state }) => (state === undefined ? null : { state: "unknown", words: "" });
says((desk, now) => thereOf(desk, now));

fill("notice", "hours", (root, page) => {
  /** @type {any} */
  let [stands, desk, coming] = [{}, null, null];
  const show = (part) => part.show(stands, desk);
  return {
    show(now) {
      stands = now;
      coming?.then(show);
    },
    desk(frame) {
      desk = frame;
      if (frame.state === undefined && !coming) return;
      coming ??= Promise.resolve(
        come((module) => {
          thereOf = module.thereOf;
          page.changed();
          return module.openNotice(root, page);
        }),
      );
      coming.then(show);
    },
  };
});
