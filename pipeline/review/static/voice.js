// What the page says, to eyes and to screen readers.

const announcement = document.getElementById("announcement");
const failure = document.getElementById("failure");

export function say(message) {
  failure.textContent = "";
  announcement.textContent = message;
}

export function complain(message) {
  announcement.textContent = "";
  failure.textContent = message;
}

/** A number as the page writes it: 12,345. */
export const grouped = (number) => number.toLocaleString("en");

/** The server's count of what people have decided: {decided, total}. */
export function showProgress(progress) {
  document.getElementById("decided").textContent = grouped(progress.decided);
  document.getElementById("total").textContent = grouped(progress.total);
  Object.assign(document.getElementById("progress"), { max: Math.max(progress.total, 1), value: progress.decided });
}
