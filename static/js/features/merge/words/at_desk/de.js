import { learn } from "../../../../words/t.js";

learn("de", {
  "merge.log.from": "Ein anderes Gespräch wurde hierher zusammengeführt: {name}",
  "merge.log.out": "Ein zusammengeführtes Gespräch wurde wieder herausgelöst: {name}",
  "merge.none-merged": "Nichts wurde zusammengeführt",
  "merge.none-merged.why": "Was in einem anderen Gespräch weitergeht, steht hier.",
  "merge.act": "Mit einem anderen Gespräch zusammenführen",
  "merge.undo.merged": "Sie haben das Gespräch mit {name} in das mit {other} zusammengeführt.",
  "merge.really":
    "Wirklich verschiedene Menschen? Wer als {name} geschrieben hat, liest dann alles, was {other} liest.",
  "merge.really.no": "Nein, getrennt lassen",
  "merge.really.yes": "Ja, zusammenführen",
  "merge.goes-on-in": "Geht weiter in",
  "merge.unseen": "einem anderen Gespräch, das Sie nicht sehen",
  "merge.many": "In das von {name}: Wer die anderen geschrieben hat, liest es dann",
  "merge.block": "Zusammengeführt von {name}",
  "refused.merged": "Das ist nicht geschehen: Es geht schon in einem anderen Gespräch weiter.",
  "refused.other_person": "Das können verschiedene Menschen sein.",
});
