// The views of what is set aside, and what comes first in all others.
import { comesFirst, register } from "../../desk/views.js";
import { PRIORITIES } from "./frames.js";

register({
  name: "snoozed",
  place: 35,
  empty: ["triage.none-snoozed", "triage.none-snoozed.why"],
  aside: true,
  has: ({ snoozed_until: until }) => Boolean(until),
});
register({
  name: "spam",
  place: 50,
  empty: ["triage.none-spam", "triage.none-spam.why"],
  aside: true,
  has: ({ spam }) => spam === true,
});

const rank = ({ priority = "normal" }) => PRIORITIES.indexOf(priority);
comesFirst((a, b) => rank(a) - rank(b));
