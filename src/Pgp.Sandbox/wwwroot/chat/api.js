// Talks to the sandbox, in the name of the person who is chosen.
import { state } from "./state.js";
import { toast } from "./toast.js";

const root = "/control/telegram";

export async function call(path, body) {
  const answer = await fetch(root + path, {
    method: body ? "POST" : "GET",
    headers: { "content-type": "application/json" },
    body: body && JSON.stringify(body),
  });
  const json = await answer.json();
  if (answer.ok) return json;
  const text = json.error ?? "That did not work.";
  toast(text[0].toUpperCase() + text.slice(1));
  return null;
}

export const act = (action, body = {}) => call(`/people/${state.person}/${action}`, body);

// Waits at the server until there is something newer than what is known.
export async function news(person, version) {
  const known = version === undefined ? "" : `?after=${version}&wait=20000`;
  const answer = await fetch(`${root}/people/${person}/view${known}`);
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}
