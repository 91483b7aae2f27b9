import { learn } from "../../../../words/t.js";

learn("de", {
  "notifications.mine": "{name} hat geschrieben",
  "notifications.new": "{name} wartet auf jemanden",
  "notifications.assigned": "Ihnen wurde das Gespräch mit {name} zugewiesen",
  "notifications.whom": "Wen diese Notiz nennt",
  "notifications.colleagues": { one: "{n} Person aus dem Team", other: "{n} Personen aus dem Team" },
  "notifications.mentioned": "Eine Notiz über {name} nennt Sie",
  "notifications.how.mentions": "Nach mentions: steht me.",
});
