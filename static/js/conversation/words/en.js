import { learn } from "../../words/t.js";

learn("en", {
  "conversation.new": { one: "{n} new message", other: "{n} new messages" },
  "conversation.note-by": "{name} · internal note",
  "conversation.mark.waiting": "Waiting to be sent",
  "conversation.mark.stored": "Sent",
  "conversation.mark.delivered": "Delivered",
  "conversation.mark.read": "Read",
  "conversation.spoken": "{name}: {body}",
  "conversation.spoken-note": "{name}, internal note: {body}",
});
