import { learn } from "../../../../words/t.js";

learn("en", {
  "hours.here": "Someone is at the desk",
  "hours.busy": "Busy just now: it takes a little longer",
  "hours.nobody": "Nobody is at the desk just now",
  "hours.closed": "Closed until {time}",
  "hours.shut": "Closed",
  "hours.day-and-time": "{day}, {time}",
  "hours.read-from": "Write all the same: it is read from {time}.",
  "hours.read-soon": "Write all the same: it is read as soon as somebody is back.",
  "hours.next": "You are next",
  "hours.place": "You are number {place} in the queue",
  "hours.usual": "Replies usually come within {least} to {most}",
  "hours.usual-one": "Replies usually come within {least}",
  "hours.no-email": "This doesn’t look like an e-mail address.",
  "hours.left": "Thank you. The answer finds you there, too.",
  "hours.not-left": "That didn’t get through. Please try again.",
});
