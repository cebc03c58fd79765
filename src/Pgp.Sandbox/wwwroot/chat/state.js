// What the page knows. Whoever wants to redraw listens to "changed".
export const bot = "bot";

export const state = {
  person: null,
  people: [],
  view: null,
  open: null, // "bot", the id of a channel or group, or null for the list
  startWith: null, // the payload of a link to the bot that was opened and not started yet
  pressed: new Map(), // taps that the bot has not answered: place of the button -> id
};

export const news = new EventTarget();

export function changed() {
  if (state.view) news.dispatchEvent(new Event("changed"));
}

export function openChat(id, startWith = null) {
  state.open = id;
  state.startWith = startWith;
  news.dispatchEvent(new Event("opened"));
  changed();
}

export const chatOf = (id) => state.view?.channels.find((channel) => channel.id === id);

export const isMine = (message) => message.from && !message.from.is_bot && message.from.id === state.person;

// ---- what was read, kept by the browser for each person

const keyOf = (person) => `sandbox-read-${person}`;

function readMarks() {
  try {
    return JSON.parse(localStorage.getItem(keyOf(state.person))) ?? {};
  } catch {
    return {};
  }
}

export function markRead(id, messages) {
  const last = messages.at(-1)?.message_id ?? 0;
  const marks = readMarks();
  if (marks[id] === last) return;
  marks[id] = last;
  localStorage.setItem(keyOf(state.person), JSON.stringify(marks));
}

export function unread(id, messages) {
  const mark = readMarks()[id] ?? 0;
  return messages.filter((message) => message.message_id > mark && !isMine(message)).length;
}
