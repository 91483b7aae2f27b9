// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../../words/t.js";

learn("he", {
  "widget.open": "פתיחת הצ׳אט",
  "widget.close": "סגירת הצ׳אט",
  "widget.chat": "צ׳אט",
  "widget.new": { one: "הודעה חדשה אחת", two: "שתי הודעות חדשות", other: "{n} הודעות חדשות" },
  "widget.away": "הצ׳אט אינו זמין כרגע.",
});
