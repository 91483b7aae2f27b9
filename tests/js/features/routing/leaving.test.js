// Who goes is asked what becomes of their conversations, if there are any.
import assert from "node:assert/strict";
import { mock, test } from "node:test";
import "../../words.js";
import { createLeaving } from "../../../../static/js/features/routing/leaving.js";
import { openMe } from "../../../../static/js/features/routing/me.js";
import { listenToLeaving } from "../../../../static/js/desk/leaving.js";

function dialogOf(...answers) {
  const heard = [];
  return {
    returnValue: "",
    shown: 0,
    addEventListener: (_, hear) => heard.push(hear),
    showModal() {
      this.shown += 1;
      queueMicrotask(() => {
        this.returnValue = answers.length > 1 ? answers.shift() : answers[0];
        heard.splice(0).forEach((hear) => hear());
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

test("whoever could not give them back is asked again, and not signed out", async () => {
  const [calls, said] = [[], []];
  const asked = {
    set textContent(words) {
      said.push(words);
    },
  };
  const given = [0, 503, 200];
  const call = async ({ method }) =>
    method === "GET" ? { status: 200, answer: { mine: 3 } } : { status: (calls.push(method), given.shift()) };
  await createLeaving(dialogOf("back"), asked, { call })();
  assert.equal(calls.length, 3);
  assert.deepEqual(said.slice(1), Array(2).fill("They were not given back. Try again?"));
  given.push(0);
  await createLeaving(dialogOf("back", "keep"), asked, { call })();
  assert.equal(calls.length, 4, "or they are kept");
});

test("what could not be said of oneself is said to have failed, and can be said again", async () => {
  const parts = { button: new EventTarget(), words: {}, dialog: {} };
  Object.assign(parts.button, { dataset: {}, setAttribute() {} });
  const [offered, chosen, calls] = [[], [], []];
  const desk = {
    key: "3",
    now: () => 0,
    on() {},
    offer: (action) => offered.push(action),
    choose: (what) => chosen.push(what),
    call: async ({ body }) => (calls.push(body), { status: 0, answer: null }),
  };
  mock.timers.enable({ apis: ["setInterval"] });
  openMe(
    /** @type {any} */ ({ querySelector: (name) => parts[name.slice("[data-routing=".length, -1)] }),
    /** @type {any} */ (desk),
  );
  mock.timers.reset();
  offered[0].options()[0].run();
  await new Promise(setImmediate);
  assert.equal(chosen[0].title, "That was not saved");
  chosen[0].options()[0].run();
  assert.deepEqual(calls[1], calls[0]);
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
