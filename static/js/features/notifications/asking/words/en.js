import { learn } from "../../../../words/t.js";

learn("en", {
  "notifications.push.ask":
    "Shall this browser tell you when there is an answer, also once this page is closed?",
  "notifications.push.yes": "Yes, tell me",
  "notifications.push.no": "No, thanks",
  "notifications.push.on": "You can close this page: this browser tells you when there is an answer.",
  "notifications.push.off": "Turn off",
  "notifications.push.denied":
    "This browser doesn’t allow it. You can change that in its settings for this page.",
  "notifications.push.failed": "That didn’t work in this browser.",
  "notifications.push.home": "This browser can tell you of answers once this page is on your home screen.",
  "notifications.push.how": "Show me how",
  "notifications.push.home.how":
    "Tap Share, then “Add to Home Screen”. Open this conversation from there, and you are asked again.",
});
