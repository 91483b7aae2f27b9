import { learn } from "../../../../words/t.js";

learn("en", {
  "widget.open": "Open the chat",
  "widget.close": "Close the chat",
  "widget.chat": "Chat",
  "widget.new": { one: "{n} new message", other: "{n} new messages" },
  "widget.away": "The chat can't be reached just now.",
});
