import { learn } from "../../../../words/t.js";

learn("en", {
  "notifications.mine": "{name} wrote",
  "notifications.new": "{name} waits for somebody",
  "notifications.assigned": "You were given the conversation with {name}",
  "notifications.whom": "Whom this note names",
  "notifications.colleagues": { one: "{n} colleague", other: "{n} colleagues" },
  "notifications.mentioned": "A note about {name} names you",
  "notifications.how.mentions": "After mentions: comes me.",
});
