// What becomes of the conversations of who goes: asked, if there are any.
import { t } from "../../words/t.js";

/** → ask() → promise: it was answered, or there was nothing to ask
 *  @param {HTMLDialogElement} dialog
 *  @param {HTMLElement} asked
 *  @param {import("../../desk/desk.js").Desk} desk */
export const createLeaving = (dialog, asked, desk) =>
  async function ask() {
    const { status, answer } = await desk.call({ method: "GET", path: "/api/availability" });
    if (status !== 200 || !answer.mine) return;
    asked.textContent = t("routing.mine", { n: answer.mine });
    while ((await chosen(dialog)) === "back") {
      const given = await desk.call({ method: "POST", path: "/api/availability/give-back" });
      if (given.status === 200) return;
      asked.textContent = t("routing.not-given");
    }
  };

/** @param {HTMLDialogElement} dialog
 *  @returns {Promise<string>} */
function chosen(dialog) {
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((tell) =>
    dialog.addEventListener("close", () => tell(dialog.returnValue), { once: true }),
  );
}
