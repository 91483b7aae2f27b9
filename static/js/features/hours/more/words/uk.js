// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../../words/t.js";

learn("uk", {
  "hours.here": "Ми на місці",
  "hours.busy": "Зараз багато звернень: відповідь забере трохи більше часу",
  "hours.nobody": "Зараз нікого немає",
  "hours.closed": "Зачинено до {time}",
  "hours.shut": "Зачинено",
  "hours.day-and-time": "{day}, {time}",
  "hours.read-from": "Усе одно напишіть: ми прочитаємо з {time}.",
  "hours.read-soon": "Усе одно напишіть: ми прочитаємо, щойно хтось повернеться.",
  "hours.next": "Наступна черга Ваша",
  "hours.place": "Ваш номер у черзі: {place}",
  "hours.usual": "Зазвичай відповідаємо за {least} – {most}",
  "hours.usual-one": "Зазвичай відповідаємо за {least}",
  "hours.no-email": "Це не схоже на адресу ел. пошти.",
  "hours.left": "Дякуємо. Відповідь надійде й туди.",
  "hours.not-left": "Не вдалося. Будь ласка, спробуйте ще раз.",
});
