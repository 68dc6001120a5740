// Single-key shortcuts, and the switch that turns them off for those whose tools type letters.

const KEPT = "winnow.shortcuts";
const shortcuts = document.getElementById("shortcuts");

/** Tell styles and screen readers which keys the controls on the page have. */
export function markShortcuts() {
  document.documentElement.dataset.shortcuts = shortcuts.checked ? "on" : "off";
  for (const control of document.querySelectorAll("[data-shortcut]")) {
    if (shortcuts.checked) control.setAttribute("aria-keyshortcuts", control.dataset.shortcut);
    else control.removeAttribute("aria-keyshortcuts");
  }
}

shortcuts.checked = localStorage.getItem(KEPT) !== "off";
shortcuts.addEventListener("change", () => {
  localStorage.setItem(KEPT, shortcuts.checked ? "on" : "off");
  markShortcuts();
});
markShortcuts();

const isTyping = (element) => element.closest("input, textarea, select") !== null;

/** The shortcut of a key press ("a", "Shift+a", "?"), or "" where it is none of ours to hear. */
export function shortcutOf(event) {
  if (!shortcuts.checked || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return "";
  if (isTyping(event.target) || event.key.length !== 1) return "";
  const letter = event.key.toLowerCase();
  return event.shiftKey && letter >= "a" && letter <= "z" ? `Shift+${letter}` : letter;
}
