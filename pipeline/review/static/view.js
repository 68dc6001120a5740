// The view shown anew in its place: after a batch, and when all of a page is decided.

import { firstEntry, focusEntry, isOpen, withKey } from "./entries.js";
import { markShortcuts } from "./keys.js";
import { fetchPage } from "./server.js";
import { inTurn } from "./turns.js";
import { complain, say } from "./voice.js";

let loading = 0;

/** Whether the entries on the screen are about to give way to others: verdicts must wait. */
export const isLoading = () => loading > 0;

/** Show what this address shows now, say the message, and go to the entry of that key if it is there. */
export async function renew(message, key = "") {
  loading += 1;
  document.querySelector("main").setAttribute("aria-busy", "true");
  try {
    const page = await inTurn(() => fetchPage(location.href));
    for (const part of [".desk", ".progress"]) {
      document.querySelector(part).replaceWith(document.importNode(page.querySelector(part), true));
    }
    markShortcuts();
    start(message, key);
  } catch (error) {
    document.querySelector("main").removeAttribute("aria-busy");
    complain(`Not shown: ${error.message}`);
  } finally {
    loading -= 1;
  }
}

/** Focus where the work goes on. */
export function start(message = "", key = "") {
  if (!CSS.supports("selector(::details-content)")) openFilters();
  const entry = withKey(key) ?? firstEntry();
  const end = entry && isOpen(entry) ? "" : "Nothing is left to decide here.";
  if (entry) focusEntry(entry);
  say([message, end].filter(Boolean).join(" · "));
}

/** Where styles alone cannot show the filters beside the queue. */
function openFilters() {
  document.querySelector(".facets").open = matchMedia("(min-width: 60.001rem)").matches;
}
