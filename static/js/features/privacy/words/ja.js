// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("ja", {
  "privacy.erased": "これより前に書かれた内容は消去されました。",
  "privacy.erased_part": "これより前に書かれた内容の一部は削除されました。",
  "privacy.asked.export": "個人データのコピーが請求されました。",
  "privacy.asked.erase": "個人データの消去が請求されました。",
  "privacy.ready": "個人データのコピーの準備ができました。ここから7日間ダウンロードできます。",
  "privacy.granted": "請求が承認されました。ここに書かれた内容はすべて消去されます。",
  "privacy.refused": "個人データに関する請求は承認されませんでした：{reason}",
});
