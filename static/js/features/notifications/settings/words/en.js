import { learn } from "../../../../words/t.js";

learn("en", {
  "notifications.unread": "Your settings can’t be read just now. Please load the page again.",
  "notifications.kept": "Saved.",
  "notifications.not-kept": "That could not be saved. Please try again.",
  "notifications.refused": "The desk can’t push to this browser’s service.",
  "notifications.no-subscription": "The browser’s push service gave no address: {why}",
  "notifications.state.reached": "Here you are reached, also while no desk is open.",
  "notifications.state.failing": "The last push didn’t go: {why}",
  "notifications.state.not-asked":
    "Here you are not reached while no desk is open. Press the button to allow it.",
  "notifications.state.denied":
    "This browser blocks notices of this page. Allow them in its settings for the page, and load it again.",
  "notifications.state.insecure":
    "Browsers allow notices only on pages by https://. Sounds of an open desk work all the same.",
  "notifications.state.no-notices":
    "This browser shows no notices here. On an iPhone or iPad, open the desk from the home screen.",
  "notifications.state.no-push": "This browser takes no pushes: you are told only while a desk is open.",
  "notifications.test.sent": "A test is on its way…",
  "notifications.test.came":
    "It arrived. If you saw nothing, your system holds notices back: look whether it is set not to disturb.",
  "notifications.test.late":
    "Nothing has arrived yet. Look under Connections whether the jobs run, and whether this browser reaches its push service.",
});
