// Scopes: this place, this change in the whole source, the rule always or never; what it reverts is shown first.

import { VERBS, confirmWith, showExamples } from "./dialogs.js";
import { ask, send } from "./server.js";
import { writeInTurn } from "./turns.js";
import { renew } from "./view.js";
import { grouped } from "./voice.js";

const dialog = document.getElementById("wider");
let asked = 0;

/** Let the reviewer choose verdict and scope, and show what would change before it is sent. */
export function openWider(entry) {
  const form = dialog.querySelector("form");
  const scopes = entry.dataset.scopes.split(" ");
  dialog.querySelector("[data-change]").replaceChildren(...entry.querySelector(".sentence").cloneNode(true).childNodes);
  dialog.querySelector("[data-source]").textContent = entry.dataset.source;
  dialog.querySelector("[data-rule]").textContent = entry.dataset.rule;
  for (const radio of form.elements.scope) radio.closest("label").hidden = !scopes.includes(radio.value);
  form.elements.action.value = "accept";
  form.elements.scope.value = "place";
  form.onchange = () => showReach(entry, form);
  showReach(entry, form);
  dialog.showModal();
  form.elements.action[0].focus();
}

async function showReach(entry, form) {
  const [action, scope] = [form.elements.action.value, form.elements.scope.value];
  const turn = (asked += 1);
  dialog.querySelector("[data-ever]").textContent = action === "accept" ? "Always:" : "Never:";
  dialog.querySelector(".fault").textContent = "";
  dialog.querySelector("[data-confirm]").disabled = true;
  try {
    const reach = scope === "place" ? null : await ask(reachUrl(entry, scope, action));
    if (turn === asked) fillReach(entry, { action, scope }, reach);
  } catch (error) {
    if (turn === asked) refuseReach(entry, error.message);
  }
}

/** What cannot be said reaches nothing; the button stays off. */
function refuseReach(entry, message) {
  dialog.querySelector(".reach").textContent = "";
  showExamples(dialog, entry, []);
  dialog.querySelector(".fault").textContent = message;
}

const reachUrl = (entry, scope, action) =>
  `/reach/${encodeURIComponent(entry.dataset.key)}?${new URLSearchParams({ scope, action })}`;

function fillReach(entry, verdict, reach) {
  const { action } = verdict;
  dialog.querySelector(".reach").textContent = reach ? describeReach(reach, verdict) : "One place: this one.";
  showExamples(dialog, entry, reach?.examples ?? []);
  dialog.querySelector("[data-confirm]").disabled = reach?.count === 0;
  const label = reach ? `${VERBS[action]} in ${places(reach.count)}` : VERBS[action];
  confirmWith(dialog, label, async () => {
    const answer = await writeInTurn(() => send("/verdicts", { key: entry.dataset.key, ...verdict }));
    dialog.close();
    await renew(answer.note);
  });
}

const counted = (count, one, many) => (count === 1 ? `1 ${one}` : `${grouped(count)} ${many}`);
const places = (count) => counted(count, "place", "places");
const describeReach = ({ count, reverts, sources }, { action, scope }) =>
  `Touches ${places(count)} in ${counted(sources, "source", "sources")}, as of the last build. ` +
  (reverts ? `Reverts ${grouped(reverts)} of them in clean/.` : "Reverts nothing in clean/.") +
  (action === "accept" && scope === "rule" ? " What only people may decide stays with them." : "");
