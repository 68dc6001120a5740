// The review page: one key, one verdict. The server writes the verdict before it answers.
"use strict";

const csrf = document.querySelector('meta[name="csrf-token"]').content;
const announcement = document.getElementById("announcement");
const entries = [...document.querySelectorAll(".entry")];
let current = 0;

function announce(message, failed = false) {
  announcement.textContent = message;
  announcement.classList.toggle("failure", failed);
}

function focusEntry(index) {
  if (index < 0 || index >= entries.length) {
    announce(index < 0 ? "This is the first on this page." : "This was the last on this page.");
    return;
  }
  current = index;
  entries[index].focus({ preventScroll: true });
  entries[index].scrollIntoView({ block: "nearest" });
}

async function send(verdict) {
  const answer = await fetch("/decide", {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRF-Token": csrf },
    body: JSON.stringify(verdict),
  });
  const text = await answer.text();
  if (answer.ok) return JSON.parse(text);
  let reason = text;
  try { reason = JSON.parse(text).error; } catch { /* the door answers in plain text */ }
  throw new Error(reason);
}

async function decide(entry, action, after = "") {
  const wasDecided = entry.dataset.action !== "";
  entry.setAttribute("aria-busy", "true");
  try {
    const decided = await send({ key: entry.dataset.key, action, after });
    entry.dataset.action = decided.action;
    entry.querySelector(".note").textContent = decided.note;
    entry.querySelector(".dispute").textContent = decided.dispute;
    if (!wasDecided && entry.dataset.status === "flagged") countOneMore();
    closeEdit(entry);
    focusEntry(Math.min(entries.indexOf(entry) + 1, entries.length - 1));
    announce(decided.note || decided.dispute);
  } catch (error) {
    announce(`Not saved: ${error.message}`, true);
  } finally {
    entry.removeAttribute("aria-busy");
  }
}

function countOneMore() {
  const decided = document.getElementById("decided");
  decided.textContent = String(Number(decided.textContent) + 1);
}

function openEdit(entry) {
  entry.querySelector(".own").hidden = false;
  entry.querySelector('[data-verdict="edit"]').setAttribute("aria-expanded", "true");
  entry.querySelector("input").select();
  entry.querySelector("input").focus();
}

function closeEdit(entry) {
  entry.querySelector(".own").hidden = true;
  entry.querySelector('[data-verdict="edit"]').setAttribute("aria-expanded", "false");
}

function act(entry, action) {
  if (entry.hasAttribute("aria-busy")) return;
  if (action === "edit") openEdit(entry);
  else decide(entry, action);
}

for (const [index, entry] of entries.entries()) {
  entry.addEventListener("focusin", () => { current = index; });
  for (const button of entry.querySelectorAll("[data-verdict]")) {
    button.addEventListener("click", () => act(entry, button.dataset.verdict));
  }
  entry.querySelector("[data-cancel]").addEventListener("click", () => { closeEdit(entry); focusEntry(index); });
  entry.querySelector(".own").addEventListener("submit", (event) => {
    event.preventDefault();
    decide(entry, "edit", event.target.elements.after.value);
  });
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || !entries.length) return;
  if (event.target.closest("input, select")) {
    if (event.key === "Escape" && event.target.closest(".own")) { closeEdit(entries[current]); focusEntry(current); }
    return;
  }
  const moves = { j: current + 1, k: current - 1 };
  const actions = { a: "accept", r: "reject", e: "edit" };
  if (event.key in moves) focusEntry(moves[event.key]);
  else if (event.key in actions) act(entries[current], actions[event.key]);
  else return;
  event.preventDefault();
});

const firstOpen = entries.findIndex((entry) => entry.dataset.action === "" && entry.dataset.status === "flagged");
focusEntry(Math.max(0, firstOpen));
