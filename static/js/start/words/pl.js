// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../words/t.js";

learn("pl", {
  "start.send": "Zacznij rozmowę",
  "start.sending": "Wysyłanie…",
  "start.continue": "Kontynuuj rozmowę",
  "start.open-last": "Otwórz ostatnią rozmowę",
  "start.no-body": "Prosimy w kilku słowach napisać, w czym pomóc.",
  "start.no-name": "Prosimy napisać, jak się do Państwa zwracać.",
  "start.no-email": "To nie wygląda na adres e-mail.",
  "start.over": {
    one: "Za długie o {n} znak.",
    few: "Za długie o {n} znaki.",
    many: "Za długie o {n} znaków.",
    other: "Za długie o {n} znaku.",
  },
  "start.too-long": "Za długie: najwyżej {n} zn.",
  "start.refused-field.body": "Tego nie można wysłać w tej postaci. Prosimy napisać to inaczej.",
  "start.refused-field.name": "Tego nie można użyć jako imienia. Prosimy napisać je inaczej.",
  "start.refused-field.email":
    "Nie możemy napisać na ten adres e-mail. Prosimy go sprawdzić lub zostawić puste pole.",
  "start.refused":
    "Nie przyjęto tego w tej postaci. Wiadomość jest zachowana: prosimy ją przejrzeć i spróbować ponownie.",
  "start.refused.conflict": "Wcześniejsza wersja została już wysłana. Naciśnięcie przycisku wyśle także tę.",
  "start.refused.forbidden":
    "Z tego miejsca ta strona nie może wysyłać. Wiadomość jest zachowana: prosimy załadować stronę ponownie.",
  "start.kept": "Wiadomość jest zachowana i zostanie wysłana.",
  "start.many": "Wiele osób pisze naraz. Wysłanie za {n} s; wiadomość jest zachowana.",
  "start.offline": "Brak połączenia. Wiadomość jest zachowana i zostanie wysłana, gdy połączenie wróci.",
  "start.unreachable": "W tej chwili nie można się z nami połączyć.",
});
