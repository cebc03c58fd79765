// The open chat: its title, the pinned message, the messages.
import { $, button, element, iconButton, keyed, picture, redraw } from "./dom.js";
import { showFoot } from "./foot.js";
import { showInfo } from "./info.js";
import { messageNode, signOf } from "./message.js";
import { bot, chatOf, markRead, news, openChat, state } from "./state.js";
import { day, membersText, nounOf, standing } from "./words.js";

let fresh = true;
let known = null; // a chat that was seen once; when it goes, it is closed

export function showChat() {
  document.body.classList.toggle("inside", state.open !== null);
  document.body.dataset.chat = state.open ?? "";
  const channel = chatOf(state.open);
  if (state.open !== bot && state.open !== null && !channel) {
    if (known === state.open) openChat(null);
    return;
  }
  known = state.open;
  $("#chat").classList.toggle("none", state.open === null);
  if (state.open === null) return;
  const messages = (channel ? channel.messages : state.view.messages) ?? [];
  showTitle(channel);
  showPinned(messages);
  showMessages(messages, emptyText(channel));
  showFoot(channel);
  if (document.visibilityState === "visible") markRead(state.open, messages);
}

function showTitle(channel) {
  const title = channel?.title ?? state.view.bot.first_name;
  const below = channel ? `${membersText(channel)} · you: ${standing[channel.my_status]}` : `bot · @${state.view.bot.username}`;
  const back = iconButton("back", "Back to the list of chats", "back", () => openChat(null));
  const words = element("div", "words", element("h2", "", title), element("small", "", below));
  const noun = channel ? nounOf(channel) : "bot";
  const info = iconButton("more", `About this ${noun}`, "", () => showInfo(state.open));
  redraw($("#title"), back, picture(title, channel?.id ?? 0), words, info);
}

function showPinned(messages) {
  const pinned = messages.findLast((message) => message.pinned);
  $("#pinned").hidden = !pinned;
  if (!pinned) return;
  const jump = button("", "", () => $(`[data-key="${pinned.message_id}"]`)?.scrollIntoView({ block: "center" }));
  jump.append(element("strong", "", "Pinned message"), element("small", "", pinned.text.slice(0, 100)));
  redraw($("#pinned"), jump);
}

function emptyText(channel) {
  if (!channel) return "Open a channel and tap a tier, or press START.";
  if (channel.messages) return "Nothing posted yet.";
  return channel.my_status === "requested"
    ? "You asked to join. You see the messages as soon as you are let in."
    : "Only members see what is written here.";
}

function showMessages(messages, empty) {
  const box = $("#scroll");
  const atEnd = fresh || box.scrollHeight - box.scrollTop - box.clientHeight < 120;
  const items = [];
  let last = "";
  for (const message of messages) {
    const date = day(message.date);
    if (date !== last) items.push({ key: `day ${date}`, sign: date, make: () => element("li", "day", element("span", "", date)) });
    last = date;
    items.push({ key: message.message_id, sign: signOf(message), make: () => messageNode(message) });
  }
  if (items.length === 0) items.push({ key: "empty", sign: empty, make: () => element("li", "empty", empty) });
  keyed($("#messages"), items);
  if (atEnd) box.scrollTop = box.scrollHeight;
  fresh = false;
}

news.addEventListener("opened", () => {
  fresh = true;
  $("#messages").replaceChildren();
  requestAnimationFrame(() => state.open !== null && $("#scroll").focus({ preventScroll: true }));
});
