// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../t.js";

learn("nl", {
  "link.signed-out": "U bent afgemeld. Uw concept is bewaard.",
  "link.by-http": "Trage verbinding: berichten komen een paar seconden later aan.",
  "link.stranger":
    "Iets tussen u en ons antwoordt in onze plaats, misschien de aanmeldpagina van dit netwerk.",
  "link.safe": "Uw berichten zijn veilig en worden verzonden.",
  "link.offline": "U bent offline. Berichten worden verzonden zodra u weer verbinding hebt.",
  "link.reconnecting": "Opnieuw verbinden…",
  "link.countdown": "Opnieuw verbinden over {n} s",
  "link.counting": "Er wordt opnieuw verbonden.",
  "link.back": { one: "Weer online: {n} bericht verzonden", other: "Weer online: {n} berichten verzonden" },
  "link.back-spoken": "Weer online.",
  "link.stopped": "Deze pagina kan niet verder.",
  "link.stopped.4400": "Deze pagina en de server begrijpen elkaar niet meer.",
  "link.stopped.4403": "U hebt geen toegang tot dit gesprek.",
  "link.stopped.4404": "Dit gesprek bestaat hier niet.",
  "link.act.try": "Nu proberen",
  "link.act.sign-in": "Aanmelden",
  "link.act.load": "Opnieuw laden",
  "time.now": "nu",
  "time.under-a-minute": "< 1 min",
  "time.minutes": "{n} min",
  "time.hours": "{n} u",
  "time.days": { one: "{n} dag", other: "{n} dagen" },
  "time.waits": "wacht {time}",
  "time.today": "Vandaag",
  "time.yesterday": "Gisteren",
});
