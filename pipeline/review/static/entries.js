// The entries shown: which one is current, which are left, what is shown of an answer.

const done = new WeakSet(); // decided or skipped since this view was shown
let current;

document.addEventListener("focusin", (event) => { current = event.target.closest(".entry") ?? current; });

const all = () => [...document.querySelectorAll(".entry")];

export const currentEntry = () => (current?.isConnected ? current : all()[0]);
export const withKey = (key) => all().find((entry) => entry.dataset.key === key);
export const isBusy = (entry) => entry.hasAttribute("aria-busy");
export const setDone = (entry, isDone) => (isDone ? done.add(entry) : done.delete(entry));

export function setBusy(entry, busy) {
  if (busy) entry.setAttribute("aria-busy", "true");
  else entry.removeAttribute("aria-busy");
}

export const isDecided = (entry) => !["", "skip"].includes(entry.dataset.action);
const isDisputed = (entry) => entry.querySelector(".dispute").textContent !== "";
const isUndecided = (entry) => !done.has(entry) && (entry.dataset.action === "" || isDisputed(entry));
const isSkipped = (entry) => !done.has(entry) && entry.dataset.action === "skip";
export const isOpen = (entry) => isUndecided(entry) || isSkipped(entry);

/** Where to start in a view: what is left to decide, else its first entry, if it has any. */
export function firstEntry() {
  return all().find(isUndecided) ?? all().find(isSkipped) ?? all()[0];
}

/** The entry so many places further, if there is one. */
export function neighbour(entry, distance) {
  return all()[all().indexOf(entry) + distance];
}

/** The next that is left to decide: below this one, then from the top, then those skipped earlier. */
export function nextOpen(entry) {
  const after = all().slice(all().indexOf(entry) + 1);
  return after.find(isUndecided) ?? all().find(isUndecided) ?? after.find(isSkipped);
}

export function focusEntry(entry) {
  entry.focus({ preventScroll: true });
  entry.scrollIntoView({ block: "nearest" });
}

export function showAnswer(entry, { action, note, dispute }) {
  entry.dataset.action = action;
  entry.querySelector(".note").textContent = note;
  entry.querySelector(".dispute").textContent = dispute;
  for (const button of entry.querySelectorAll("[data-verdict]")) {
    button.setAttribute("aria-pressed", String(button.dataset.verdict === action));
  }
}
