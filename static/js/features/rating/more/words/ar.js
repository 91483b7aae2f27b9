// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../../words/t.js";

learn("ar", {
  "rating.thanks": "شكرًا. لا يزال بإمكانك تغيير تقييمك.",
  "rating.refused": "لم يعد تقييم هذه المحادثة ممكنًا.",
});
