// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../../words/t.js";

learn("pl", {
  "hours.here": "Ktoś jest na miejscu",
  "hours.busy": "Dużo zgłoszeń: potrwa to trochę dłużej",
  "hours.nobody": "W tej chwili nikogo nie ma",
  "hours.closed": "Nieczynne do {time}",
  "hours.shut": "Nieczynne",
  "hours.day-and-time": "{day}, {time}",
  "hours.read-from": "Mimo to można napisać: przeczytamy od {time}.",
  "hours.read-soon": "Mimo to można napisać: przeczytamy, gdy tylko ktoś wróci.",
  "hours.next": "Następna kolej jest Państwa",
  "hours.place": "Miejsce w kolejce: {place}",
  "hours.usual": "Odpowiadamy zwykle w ciągu {least} – {most}",
  "hours.usual-one": "Odpowiadamy zwykle w ciągu {least}",
  "hours.no-email": "To nie wygląda na adres e-mail.",
  "hours.left": "Dziękujemy. Odpowiedź dotrze także tam.",
  "hours.not-left": "Nie udało się. Prosimy spróbować ponownie.",
});
