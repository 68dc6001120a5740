// What the page asks of the server. Nothing else is ever asked of anybody.

const csrf = document.querySelector('meta[name="csrf-token"]').content;

/** Ask for JSON. Throws an Error whose message is for people, with `status` and the server's `answer`. */
export function ask(url) {
  return answerOf(fetch(url, { headers: { Accept: "application/json" } }));
}

/** Write: the answer comes when what was sent is on disk. */
export function send(url, body) {
  return answerOf(fetch(url, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRF-Token": csrf },
    body: JSON.stringify(body),
    keepalive: true,
  }));
}

/** One of the server's own pages as a document apart, in which no script runs. */
export async function fetchPage(url) {
  const response = await reach(fetch(url));
  const text = await response.text();
  if (!response.ok) throw failure(response.status, text);
  return new DOMParser().parseFromString(text, "text/html");
}

async function answerOf(request) {
  const response = await reach(request);
  const text = await response.text();
  if (!response.ok) throw failure(response.status, text);
  return JSON.parse(text);
}

async function reach(request) {
  try {
    return await request;
  } catch {
    throw new Error("the server does not answer. Is `winnow review` still running?");
  }
}

function failure(status, text) {
  let answer = {};
  try { answer = JSON.parse(text); } catch { /* the door answers in plain text */ }
  return Object.assign(new Error(answer.error ?? text.slice(0, 300)), { status, answer });
}
