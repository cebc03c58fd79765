// Short words at the edge of the screen, and what the bot says to a tap.
import { $ } from "./dom.js";
import { changed, state } from "./state.js";

const shownFor = 5000;
let timer;

export function toast(text) {
  const box = $("#toast");
  box.textContent = text;
  box.classList.add("on");
  clearTimeout(timer);
  timer = setTimeout(() => {
    box.classList.remove("on");
    box.textContent = "";
  }, shownFor);
}

export function alertBox(text) {
  $("#alert p").textContent = text;
  if (!$("#alert").open) $("#alert").showModal();
}

const told = new Set();
const patience = 15000;

// A button turns until the bot answers, but not for ever.
export function waitFor(place, id) {
  state.pressed.set(place, id);
  setTimeout(() => stop(id), patience);
  changed();
}

function stop(id) {
  for (const [place, pressed] of state.pressed) {
    if (pressed === id) {
      state.pressed.delete(place);
      changed();
    }
  }
}

export function forgetAnswers(answers) {
  for (const answer of answers) if (answer.answered) told.add(answer.id);
}

export function tellAnswers(answers, follow) {
  for (const answer of answers) {
    if (!answer.answered || told.has(answer.id)) continue;
    told.add(answer.id);
    stop(answer.id);
    if (answer.url) follow(answer.url);
    if (answer.text) (answer.show_alert ? alertBox : toast)(answer.text);
  }
}
