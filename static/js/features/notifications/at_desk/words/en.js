import { learn } from "../../../../words/t.js";

learn("en", {
  "notifications.mine": "{name} wrote",
  "notifications.new": "{name} waits for somebody",
  "notifications.assigned": "You were given the conversation with {name}",
  "notifications.mentioned": "A note about {name} names you",
});
