// Who goes is asked what becomes of their conversations, if there are any.
import assert from "node:assert/strict";
import { test } from "node:test";
import "../../words.js";
import { createLeaving } from "../../../../static/js/features/routing/leaving.js";
import { listenToLeaving } from "../../../../static/js/desk/leaving.js";

function dialogOf(answer) {
  const heard = [];
  return {
    returnValue: "",
    shown: 0,
    addEventListener: (_, hear) => heard.push(hear),
    showModal() {
      this.shown += 1;
      queueMicrotask(() => {
        this.returnValue = answer;
        heard.forEach((hear) => hear());
      });
    },
  };
}

async function left(mine, answer, status = 200) {
  const [calls, asked, dialog] = [[], { textContent: "" }, dialogOf(answer)];
  const call = async ({ path }) => {
    calls.push(path);
    return { status, answer: { mine } };
  };
  await createLeaving(dialog, asked, { call })();
  return { given: calls.includes("/api/availability/give-back"), shown: dialog.shown, asked };
}

test("with conversations it is asked, and only `back` gives them back", async () => {
  const back = await left(3, "back");
  assert.equal(back.given, true);
  assert.equal(back.asked.textContent, "You have 3 open conversations");
  assert.equal((await left(3, "keep")).given, false);
  assert.equal((await left(3, "")).given, false);
});

test("without any, or while nobody answers, nothing is", async () => {
  assert.equal((await left(0, "back")).shown, 0);
  assert.equal((await left(3, "back", 0)).shown, 0);
});

test("signing out waits for what was asked first", async () => {
  const [done, form] = [[], new EventTarget()];
  form.submit = () => done.push("out");
  let answered;
  listenToLeaving(form, (_, first) => first(new Promise((answer) => (answered = answer))));
  form.dispatchEvent(new Event("submit", { cancelable: true }));
  await null;
  assert.deepEqual(done, []);
  answered();
  await new Promise(setImmediate);
  assert.deepEqual(done, ["out"]);
});

test("with nothing to ask the form goes as it is", () => {
  const form = new EventTarget();
  listenToLeaving(form, () => {});
  assert.equal(form.dispatchEvent(new Event("submit", { cancelable: true })), true);
});
