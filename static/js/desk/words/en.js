import { learn } from "../../words/t.js";

learn("en", {
  "desk.nobody-here": "nobody yet",
  "desk.none": "none",
  "desk.longest": "longest {time}",
  "desk.nobody-waits": "nobody",
  "desk.looking": "Looking…",
  "desk.cant-look": "Can't look just now",
  "desk.cant-look.why":
    "Only the conversations shown here were looked at. The rest can be looked at when the desk is connected.",
  "desk.nothing-found": "Nothing found",
  "desk.looked-at-all": "Looked for in the names, e-mails and subjects of all conversations in this view.",
  "desk.looked-at-newest":
    "Looked for in the names, e-mails and subjects of the newest {n} conversations in this view.",
  "desk.waiting-since": "Waiting since {time}",
  "desk.last-change": "Last change {time}",
  "desk.assigned-to": "Assigned to {name}",
  "desk.note-by": "Note by {name}: {body}",
});
