// What the dialogs share: examples of what a verdict would touch, and a button that is pressed once.

export const VERBS = { accept: "Accept", reject: "Reject" };

const CHANGES = new Set(["correction", "block"]); // kinds of entries that change the text

export const isDialogOpen = () => document.querySelector("dialog[open]") !== null;

/** Show changes like that of an entry in their contexts: [{title, before, deleted, inserted, after}]. */
export function showExamples(dialog, entry, examples) {
  const list = dialog.querySelector(".examples");
  dialog.dataset.kind = entry.dataset.kind;
  const template = document.getElementById("example");
  list.replaceChildren(...examples.map((example) => {
    const line = template.content.cloneNode(true);
    for (const part of ["title", "before", "deleted", "inserted", "after"]) {
      line.querySelector(`[data-${part}]`).textContent = example[part];
    }
    if (!example.deleted) line.querySelector("del").remove();
    if (!example.inserted) line.querySelector("ins").remove();
    if (!CHANGES.has(entry.dataset.kind)) markInstead(line.querySelector("del, ins"));
    return line;
  }));
}

/** What changes no text is marked, neither removed nor inserted. */
function markInstead(element) {
  const mark = document.createElement("mark");
  mark.append(element.querySelector("bdi"));
  element.replaceWith(mark);
}

/** Name the dialog's button and say what it does; what goes wrong is said in the dialog. */
export function confirmWith(dialog, label, act) {
  const button = dialog.querySelector("[data-confirm]");
  button.textContent = label;
  button.onclick = async (event) => {
    event.preventDefault(); // the dialog stays until the server has answered
    button.disabled = true;
    try {
      await act();
    } catch (error) {
      dialog.querySelector(".fault").textContent = `Not saved: ${error.message}`;
    } finally {
      button.disabled = false;
    }
  };
}
