// Verdicts go to the server one after another, in the order in which they were given.

let last = Promise.resolve();
let waiting = 0;

/** Run a task when all before it have ended, however they ended; the promise of its own outcome. */
export function inTurn(task) {
  waiting += 1;
  const outcome = last.then(task).finally(() => { waiting -= 1; });
  last = outcome.catch(() => {});
  return outcome;
}

export function isIdle() {
  return waiting === 0;
}

window.addEventListener("beforeunload", (event) => { if (!isIdle()) event.preventDefault(); });
