// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../words/t.js";

learn("nl", {
  "start.send": "Gesprek beginnen",
  "start.sending": "Wordt verzonden…",
  "start.continue": "Uw gesprek voortzetten",
  "start.open-last": "Uw laatste gesprek openen",
  "start.no-body": "Schrijf in een paar woorden wat u nodig hebt.",
  "start.no-name": "Laat ons weten hoe we u mogen noemen.",
  "start.no-email": "Dit lijkt geen e-mailadres.",
  "start.over": { one: "{n} teken te lang.", other: "{n} tekens te lang." },
  "start.too-long": "Te lang: hoogstens {n} tekens.",
  "start.refused-field.body": "Dit kan zo niet worden verzonden. Schrijf het in andere woorden.",
  "start.refused-field.name": "Dit kan niet als naam worden gebruikt. Schrijf het anders.",
  "start.refused-field.email":
    "We kunnen niet naar dit e-mailadres schrijven. Controleer het of laat het leeg.",
  "start.refused": "Dit is zo niet aangenomen. Uw bericht is bewaard: kijk het na en probeer het opnieuw.",
  "start.refused.conflict":
    "Er is al een eerdere versie verzonden. Druk op de knop om ook deze te verzenden.",
  "start.refused.forbidden":
    "Deze pagina kan hiervandaan niets verzenden. Uw bericht is bewaard: laad de pagina opnieuw.",
  "start.kept": "Uw bericht is bewaard en wordt verzonden.",
  "start.many": "Er schrijven veel mensen tegelijk. Verzending over {n} s; uw bericht is bewaard.",
  "start.offline": "U bent offline. Uw bericht is bewaard en wordt verzonden zodra u weer verbinding hebt.",
  "start.unreachable": "We zijn op dit moment niet bereikbaar.",
});
