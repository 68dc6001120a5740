// "Accept all 214": the count and the most contrasting places first, then one batch.

import { VERBS, confirmWith, showExamples } from "./dialogs.js";
import { ask, send } from "./server.js";
import { writeInTurn } from "./turns.js";
import { renew } from "./view.js";
import { complain, grouped } from "./voice.js";

const dialog = document.getElementById("alike");
const addressOf = (entry) => `/alike/${encodeURIComponent(entry.dataset.key)}`;

/** Show how many changes are the same and the most contrasting places; one click decides them all. */
export async function openAlike(entry, action) {
  try {
    const found = await ask(addressOf(entry));
    fillAlike(entry, action, found);
    dialog.showModal();
  } catch (error) {
    complain(`Not shown: ${error.message}`);
  }
}

function fillAlike(entry, action, { count, contexts }) {
  const title = `${VERBS[action]} all ${grouped(count)}`;
  dialog.querySelector("h2").textContent = title;
  dialog.querySelector("[data-shown]").textContent = contexts.length;
  dialog.querySelector(".fault").textContent = "";
  showExamples(dialog, entry, contexts);
  confirmWith(dialog, title, () => decideAll(entry, action, count));
}

async function decideAll(entry, action, count) {
  try {
    const answer = await writeInTurn(() => send("/batches", { key: entry.dataset.key, action, count }));
    dialog.close();
    await renew(answer.note);
  } catch (error) {
    if (error.status !== 409) throw error;
    fillAlike(entry, action, await ask(addressOf(entry)));
    dialog.querySelector(".fault").textContent = "The number has changed since: look again.";
  }
}
