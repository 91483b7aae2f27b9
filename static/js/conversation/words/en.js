import { learn } from "../../words/t.js";

learn("en", {
  "conversation.new": { one: "{n} new message", other: "{n} new messages" },
  "conversation.newest": "To the newest messages",
  "conversation.note-by": "{name} · internal note",
  "conversation.mark.waiting": "Waiting to be sent",
  "conversation.mark.stored": "Sent",
  "conversation.mark.delivered": "Delivered",
  "conversation.mark.read": "Read",
  "conversation.spoken": "{name}: {body}",
  "conversation.spoken-note": "{name}, internal note: {body}",
  "conversation.you": "You",
  "conversation.yours": "Your conversation",
  "conversation.over": { one: "Too long by {n} character.", other: "Too long by {n} characters." },
  "conversation.too-long": "Too long: at most {n} characters.",
  "conversation.not-kept": "Could not be kept. Please try again.",
  "conversation.gone": "This conversation is no longer there",
  "conversation.gone.why": "It was deleted. You can start a new one at any time.",
  "conversation.expired": "Link expired",
  "conversation.erased": "Erased",
});
