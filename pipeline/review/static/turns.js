// What goes to the server goes one after another, in the order in which the reviewer asked for it.

let last = Promise.resolve();
let unwritten = 0;

/** Run a task when all before it have ended, however they ended; the promise of its own outcome. */
export function inTurn(task) {
  const outcome = last.then(task);
  last = outcome.catch(() => {});
  return outcome;
}

/** The same for a task that writes: the page is not left without a question before it has ended. */
export function writeInTurn(task) {
  unwritten += 1;
  return inTurn(task).finally(() => { unwritten -= 1; });
}

export const isAllWritten = () => unwritten === 0;

window.addEventListener("beforeunload", (event) => { if (!isAllWritten()) event.preventDefault(); });
