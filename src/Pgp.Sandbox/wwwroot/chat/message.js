// One message: a bubble and the buttons below it.
import { act } from "./api.js";
import { element } from "./dom.js";
import { follow, isInvite } from "./links.js";
import { isMine, state } from "./state.js";
import { styled } from "./text.js";
import { waitFor } from "./toast.js";
import { time } from "./words.js";

const placeOf = (message, data) => `${message.chat.id} ${message.message_id} ${data}`;

const busyOf = (message) =>
  (message.reply_markup?.inline_keyboard ?? [])
    .flat()
    .filter((key) => state.pressed.has(placeOf(message, key.callback_data)))
    .map((key) => key.callback_data);

export const signOf = (message) => JSON.stringify([message, busyOf(message)]);

export function messageNode(message) {
  const mine = isMine(message);
  const item = element("li", mine ? "message mine" : "message");
  item.append(bubble(message, mine));
  for (const row of message.reply_markup?.inline_keyboard ?? []) {
    item.append(element("div", "keys", ...row.map((key) => keyNode(message, key))));
  }
  return item;
}

function bubble(message, mine) {
  const text = element("div", "text");
  text.dir = "auto";
  if (message.chat.type === "private" && !mine) text.lang = state.view.person.language_code;
  if (message.web_app_data) text.append(`${message.web_app_data.button_text}: ${message.web_app_data.data}`);
  else text.append(styled(message.text, message.entities ?? []));
  const when = element("time", "", time(message.date));
  if (message.edit_date) when.prepend("edited ");
  const inGroup = !mine && message.from && message.chat.type !== "private";
  return element(
    "div",
    "bubble",
    inGroup ? element("strong", "author", message.from.first_name) : null,
    message.reply_to_message ? element("blockquote", "reply", message.reply_to_message.text.slice(0, 80)) : null,
    text,
    when,
  );
}

function keyNode(message, key) {
  const url = key.url ?? key.web_app?.url;
  const node = element("button", url ? (isInvite(url) ? "invite" : "link") : "", element("span", "", key.text));
  node.type = "button";
  if (state.pressed.has(placeOf(message, key.callback_data))) {
    node.classList.add("busy");
    node.setAttribute("aria-busy", "true");
  }
  node.addEventListener("click", () => press(message, key, url));
  return node;
}

async function press(message, key, url) {
  if (url) return follow(url);
  if (key.copy_text) return navigator.clipboard.writeText(key.copy_text.text);
  const tap = await act("press", {
    chat_id: message.chat.id,
    message_id: message.message_id,
    data: key.callback_data,
  });
  if (tap) waitFor(placeOf(message, key.callback_data), tap.callback_query_id);
}
