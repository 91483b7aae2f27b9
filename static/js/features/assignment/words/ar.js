// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("ar", {
  "assignment.went-back": "عادت هذه المحادثة إلى قائمة الانتظار",
  "assignment.went.to": "انتقلت هذه المحادثة إلى {to}",
  "assignment.went.to-you": "انتقلت هذه المحادثة إليكم",
  "assignment.gave-back.you": "أعدتَ هذه المحادثة إلى القائمة",
  "assignment.gave-back.other": "أُعيدت هذه المحادثة إلى القائمة: {name}",
  "assignment.took.you": "تولّيتَ هذه المحادثة",
  "assignment.took.other": "يتولّى هذه المحادثة الآن: {name}",
  "assignment.assigned.you": "أحلتَ هذه المحادثة إلى {to}",
  "assignment.assigned.other": "أُحيلت هذه المحادثة من {name} إلى {to}",
  "assignment.assigned.to-you": "أُحيلت هذه المحادثة إليك من {name}",
});
