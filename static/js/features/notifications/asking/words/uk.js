// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../../words/t.js";

learn("uk", {
  "notifications.push.ask":
    "Чи повідомляти вас у цьому браузері про відповідь, навіть коли цю сторінку закрито?",
  "notifications.push.yes": "Так, повідомляти",
  "notifications.push.no": "Ні, дякую",
  "notifications.push.on": "Цю сторінку можна закрити: браузер повідомить вас, коли надійде відповідь.",
  "notifications.push.off": "Вимкнути",
  "notifications.push.denied":
    "Цей браузер не дозволяє сповіщення. Це можна змінити в його налаштуваннях для цієї сторінки.",
  "notifications.push.failed": "У цьому браузері не вдалося.",
  "notifications.push.home":
    "Цей браузер може повідомляти вас про відповіді, коли ця сторінка є на початковому екрані.",
  "notifications.push.how": "Як це зробити",
  "notifications.push.home.how":
    "Торкніться «Поширити», потім «На початковий екран». Відкрийте цю розмову звідти, і запитання з’явиться знову.",
});
