// The review page: hears keys and clicks. What they do stands in the modules beside this one.

import { openAlike } from "./alike.js";
import { isDialogOpen } from "./dialogs.js";
import { currentEntry, focusEntry, neighbour } from "./entries.js";
import { shortcutOf } from "./keys.js";
import { openPage } from "./sides.js";
import { closeEdit, decide, openEdit, putInstead, undo } from "./verdicts.js";
import { start } from "./view.js";
import { say } from "./voice.js";
import { openWider } from "./wider.js";

const help = document.getElementById("help");
const search = () => document.getElementById("q");

function move(distance) {
  const entry = neighbour(currentEntry(), distance);
  if (entry) return focusEntry(entry);
  const link = document.querySelector(distance > 0 ? 'a[rel="next"]' : 'a[rel="prev"]');
  if (link) link.click();
  else say(distance > 0 ? "This is the last one." : "This is the first one.");
}

function alikeOf(entry, action) {
  if (entry.querySelector(`[data-alike="${action}"]`)) openAlike(entry, action);
  else say("No other change is like this one.");
}

function widerOf(entry) {
  if (entry.querySelector("[data-wider]")) openWider(entry);
  else say("This can be decided in its place only.");
}

const ofPage = { u: undo, "?": () => help.showModal(), "/": () => { search().focus(); search().select(); } };
const ofEntry = {
  a: (entry) => decide(entry, "accept"),
  r: (entry) => decide(entry, "reject"),
  s: (entry) => decide(entry, "skip"),
  e: openEdit,
  j: () => move(1),
  k: () => move(-1),
  w: widerOf,
  o: (entry) => openPage(entry.querySelector("[data-page]")),
  "Shift+a": (entry) => alikeOf(entry, "accept"),
  "Shift+r": (entry) => alikeOf(entry, "reject"),
};

/** Only what has the focus is decided: where it is elsewhere, the first key brings it back. */
function actOnCurrent(shortcut) {
  const entry = currentEntry();
  if (entry.contains(document.activeElement)) return ofEntry[shortcut](entry);
  focusEntry(entry);
  say("Here you were. Press the key again to use it.");
}

/** Escape leads from a field back to the entry; of an edit nothing stays. */
function leaveField(field) {
  if (field.closest(".own")) closeEdit(currentEntry());
  if (field.closest(".own, .find")) focusEntry(currentEntry());
}

document.addEventListener("keydown", (event) => {
  if (isDialogOpen()) return;
  if (event.key === "Escape" && currentEntry()) return leaveField(event.target);
  const shortcut = shortcutOf(event);
  if (!Object.hasOwn(ofPage, shortcut) && !Object.hasOwn(ofEntry, shortcut)) return;
  event.preventDefault();
  if (event.repeat && shortcut !== "j" && shortcut !== "k") return; // a key held down is no verdict
  if (Object.hasOwn(ofPage, shortcut)) ofPage[shortcut]();
  else if (currentEntry()) actOnCurrent(shortcut);
});

document.addEventListener("click", (event) => {
  const control = event.target.closest("button, a[data-page]");
  const entry = control?.closest(".entry");
  if (!entry) return;
  if (control.dataset.verdict) decide(entry, control.dataset.verdict);
  else if (control.dataset.alike) openAlike(entry, control.dataset.alike);
  else if ("edit" in control.dataset) openEdit(entry);
  else if ("wider" in control.dataset) openWider(entry);
  else if ("cancel" in control.dataset) { closeEdit(entry); focusEntry(entry); }
  else if ("page" in control.dataset && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    openPage(control);
  }
});

document.addEventListener("submit", (event) => {
  const entry = event.target.closest(".entry");
  if (!entry) return;
  event.preventDefault();
  putInstead(entry, event.target);
});

document.getElementById("undo").addEventListener("click", undo);
document.getElementById("ask").addEventListener("click", () => help.showModal());

start();
