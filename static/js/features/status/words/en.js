import { learn } from "../../../words/t.js";

learn("en", {
  "status.resolved.you": "You resolved this conversation",
  "status.resolved.other": "{name} resolved this conversation",
  "status.reopened.you": "You reopened this conversation",
  "status.reopened.other": "{name} reopened this conversation",
});
