// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../../words/t.js";

learn("ru", {
  "hours.here": "Мы на месте",
  "hours.busy": "Сейчас много обращений: ответ займёт чуть больше времени",
  "hours.nobody": "Сейчас никого нет",
  "hours.closed": "Закрыто до {time}",
  "hours.shut": "Закрыто",
  "hours.day-and-time": "{day}, {time}",
  "hours.read-from": "Всё равно напишите: мы прочитаем с {time}.",
  "hours.read-soon": "Всё равно напишите: мы прочитаем, как только кто-нибудь вернётся.",
  "hours.next": "Следующая очередь ваша",
  "hours.place": "Ваш номер в очереди: {place}",
  "hours.usual": "Обычно отвечаем за {least} – {most}",
  "hours.usual-one": "Обычно отвечаем за {least}",
  "hours.no-email": "Это не похоже на адрес эл. почты.",
  "hours.left": "Спасибо. Ответ придёт и туда.",
  "hours.not-left": "Не получилось. Пожалуйста, попробуйте ещё раз.",
});
