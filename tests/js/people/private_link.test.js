// "Copy the link": into the clipboard, or shown.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import "../words.js";
import { createPrivateLink } from "../../../static/js/people/private_link.js";
import { Clock } from "../cast.js";

let clock;
const settle = () => new Promise(setImmediate);

beforeEach(() => {
  clock = new Clock();
});

function linkButton({ address, copy }) {
  const button = new EventTarget();
  const field = { value: "", select() {} };
  const dialog = {
    querySelector: () => field,
    shown: false,
    showModal() {
      this.shown = true;
    },
  };
  const state = { textContent: "" };
  createPrivateLink({ button, state, dialog, get: async () => address, clock, copy });
  button.dispatchEvent(new Event("click"));
  return { state, dialog, field };
}

test("a link is copied, or shown where it can't be", async () => {
  const copied = [];
  const { state } = linkButton({ address: "http://desk/#t", copy: async (text) => copied.push(text) });
  await settle();
  assert.deepEqual(copied, ["http://desk/#t"]);
  assert.match(state.textContent, /^Copied/);
  clock.pass(4_000);
  assert.equal(state.textContent, "");
  const refused = linkButton({
    address: "http://desk/#t",
    copy: async () => {
      throw new Error("denied");
    },
  });
  await settle();
  assert.deepEqual([refused.dialog.shown, refused.field.value], [true, "http://desk/#t"]);
  const none = linkButton({ address: null });
  await settle();
  assert.match(none.state.textContent, /can't be had/);
  const nothing = linkButton({ address: undefined });
  await settle();
  assert.deepEqual([nothing.state.textContent, nothing.dialog.shown], ["", false]);
});
