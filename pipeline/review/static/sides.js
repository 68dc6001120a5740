// Raw and clean text side by side, over the queue.

import { fetchPage } from "./server.js";
import { complain } from "./voice.js";

const dialog = document.getElementById("page");

/** Raw and clean text of the entry's page side by side, at the entry's place. */
export async function openPage(link) {
  try {
    const main = document.importNode((await fetchPage(link.href)).querySelector("main"), true);
    main.querySelector("h1").replaceWith(headingOf(main));
    dialog.querySelector(".leaf").replaceChildren(...main.childNodes);
    dialog.showModal();
    dialog.querySelector("#target")?.scrollIntoView({ block: "center" });
  } catch (error) {
    complain(`Not shown: ${error.message}`);
  }
}

/** Over the queue, whose first heading stands, the page's title is a second one. */
function headingOf(main) {
  const heading = document.createElement("h2");
  heading.textContent = main.querySelector("h1").textContent;
  return heading;
}
