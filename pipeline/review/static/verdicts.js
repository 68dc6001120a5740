// One key, one verdict: the focus moves on at once, the entry says so when the server has it on disk.

import { isBusy, isDecided, isOpen, neighbour, nextOpen, focusEntry, setBusy, setDone, showAnswer, withKey } from "./entries.js";
import { send } from "./server.js";
import { isAllWritten, writeInTurn } from "./turns.js";
import { isLoading, renew } from "./view.js";
import { complain, say, showProgress } from "./voice.js";

export async function decide(entry, action) {
  if (isLoading()) return say("Wait: the next ones are being loaded.");
  if (isBusy(entry)) return;
  const wasOpen = isOpen(entry);
  if (action === "skip" && isDecided(entry)) return passBy(entry, wasOpen);
  setDone(entry, true);
  setBusy(entry, true);
  moveOn(entry, wasOpen);
  try {
    settle(entry, await writeInTurn(() => send("/verdicts", { key: entry.dataset.key, action })));
    loadMore(entry, wasOpen);
  } catch (error) {
    refuse(entry, error);
  }
}

/** Put the reviewer's own words; the focus stays in the form until the server has taken them. */
export async function putInstead(entry, form) {
  if (isBusy(entry)) return;
  const wasOpen = isOpen(entry);
  setBusy(entry, true);
  try {
    const body = { key: entry.dataset.key, action: "edit", after: form.elements.after.value };
    settle(entry, await writeInTurn(() => send("/verdicts", body)));
    setDone(entry, true);
    closeEdit(entry);
    moveOn(entry, wasOpen);
    loadMore(entry, wasOpen);
  } catch (error) {
    setBusy(entry, false);
    form.querySelector(".fault").textContent = `Not saved: ${error.message}`;
    form.elements.after.focus();
  }
}

export async function undo() {
  try {
    const { keys, entries, note, progress } = await writeInTurn(() => send("/undo", {}));
    if (!keys.length) return say(note);
    const entry = withKey(keys[0]);
    if (keys.length > 1 || !entry) return renew(note, keys[0]);
    setDone(entry, false);
    showAnswer(entry, entries[0]);
    showProgress(progress);
    focusEntry(entry);
    say(note);
  } catch (error) {
    complain(`Not undone: ${error.message}`);
  }
}

export function openEdit(entry) {
  const form = entry.querySelector(".own");
  if (!form) return say("There is nothing to edit here: accept or reject it.");
  if (isBusy(entry)) return;
  form.hidden = false;
  entry.querySelector("[data-edit]").setAttribute("aria-expanded", "true");
  form.elements.after.focus();
  form.elements.after.select();
}

export function closeEdit(entry) {
  const form = entry.querySelector(".own");
  form.hidden = true;
  form.querySelector(".fault").textContent = "";
  entry.querySelector("[data-edit]").setAttribute("aria-expanded", "false");
}

function settle(entry, answer) {
  setBusy(entry, false);
  showAnswer(entry, answer);
  showProgress(answer.progress);
  say(answer.dispute || answer.note || "Skipped");
}

function refuse(entry, error) {
  setBusy(entry, false);
  setDone(entry, false);
  complain(`Not saved: ${error.message}`);
  focusEntry(entry);
}

/** What is decided stays so: to skip it is to look at the next one. */
function passBy(entry, wasOpen) {
  moveOn(entry, wasOpen);
  say("It stays as decided.");
}

function moveOn(entry, wasOpen) {
  focusEntry((wasOpen ? nextOpen(entry) : neighbour(entry, 1)) ?? entry);
}

/** When the last one left on this page is decided, those undecided come first in the same view. */
function loadMore(entry, wasOpen) {
  if (wasOpen && isAllWritten() && !nextOpen(entry)) renew(document.getElementById("announcement").textContent);
}
