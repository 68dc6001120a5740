// The list of decisions: one's own are taken back, others' contradicted, also where no table has the place any more.

import { fetchPage, send } from "./server.js";
import { isAllWritten, writeInTurn } from "./turns.js";
import { complain, say } from "./voice.js";

const rows = () => [...document.querySelectorAll(".log li")];

/** Send what a row's control says, then show the list as it is now; the focus stays at the row. */
async function write(row, address) {
  try {
    const { note } = await writeInTurn(() => send(address, { id: row.dataset.line }));
    await renew(row);
    say(note);
  } catch (error) {
    complain(error.message);
  }
}

async function renew(row) {
  const place = rows().indexOf(row);
  const page = await fetchPage(location.href);
  document.querySelector("main").replaceWith(document.importNode(page.querySelector("main"), true));
  const same = rows().find((each) => each.dataset.line === row.dataset.line);
  (same ?? rows()[place] ?? rows().at(-1) ?? document.querySelector("h1")).focus();
}

document.addEventListener("click", (event) => {
  const control = event.target.closest("[data-write]");
  if (control && isAllWritten()) write(control.closest("li"), control.dataset.write);
});
