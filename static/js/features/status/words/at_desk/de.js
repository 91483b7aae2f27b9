import { learn } from "../../../../words/t.js";

learn("de", {
  "status.act.resolve": "Gespräch erledigen",
  "status.act.reopen": "Gespräch wieder öffnen",
  "status.open": "Offen",
  "status.resolved": "Gelöst",
  "status.undo.resolved": "Sie haben das Gespräch mit {name} gelöst.",
  "status.undo.reopened": "Sie haben das Gespräch mit {name} wieder geöffnet.",
  "status.none-resolved": "Noch nichts gelöst",
  "status.none-resolved.why": "Was Sie lösen, ist hier zu finden.",
  "refused.unseen":
    "Es bleibt offen: {name} hat etwas geschrieben, das noch nicht auf Ihrem Bildschirm war. Lösen Sie es noch einmal, wenn Sie das weiterhin möchten.",
});
