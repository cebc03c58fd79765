// Below the messages: the input with its commands and keyboard, or the one button that fits.
import { act } from "./api.js";
import { $, button, element, redraw } from "./dom.js";
import { follow } from "./links.js";
import { changed, state } from "./state.js";
import { toast } from "./toast.js";
import { nounOf } from "./words.js";

let folded = null; // the message whose keyboard was folded away

export function showFoot(channel) {
  const single = channel ? ofChannel(channel) : ofBot();
  $("#single").hidden = !single;
  $("#compose").hidden = Boolean(single);
  redraw($("#single"), ...(single ? [single].flat() : []));
  if (!single) showInput(channel);
  showKeyboard(single || channel ? null : keyboardMessage());
  showCommands();
}

function ofBot() {
  const { view, startWith } = state;
  if (view.blocked && startWith === null) return button("Unblock", "main wide", () => act("unblock"));
  if (view.started && startWith === null) return null;
  return button("START", "main wide", () => start(startWith ?? ""));
}

async function start(payload) {
  state.startWith = null;
  await act("start", { payload });
  $("#text").focus();
}

function ofChannel(channel) {
  if (channel.my_status === "requested") return element("p", "note", "Your request is waiting for an administrator.");
  if (!channel.inside) return channel.private ? null : button(`Join ${nounOf(channel)}`, "main wide", () => join(channel));
  if (channel.type !== "channel" || channel.manage) return null;
  return element("p", "note", "Only administrators write here.");
}

async function join(channel) {
  const done = await act("join", { chat_id: channel.id });
  if (done?.result === "banned") toast("You were removed from here and cannot come back.");
}

function showInput(channel) {
  const last = channel ? null : keyboardMessage();
  const hint = last?.keyboard.input_field_placeholder;
  $("#text").placeholder = hint ?? (channel?.type === "channel" ? `Write to ${channel.title}` : "Message");
  $("#slash").hidden = Boolean(channel) || !state.view.commands?.length;
  $("#fold").hidden = !last?.keyboard.keyboard;
  $("#fold").setAttribute("aria-expanded", String(folded !== last?.message_id));
}

// The last keyboard counts, until a message takes it away.
function keyboardMessage() {
  const last = state.view.messages.findLast((one) => one.keyboard?.keyboard || one.keyboard?.remove_keyboard);
  return last?.keyboard.keyboard ? last : null;
}

function showKeyboard(message) {
  const hidden = !message || folded === message.message_id;
  $("#keyboard").hidden = hidden;
  if (hidden) return;
  const rows = message.keyboard.keyboard.map((row) =>
    element("div", "keys", ...row.map((key) => button(key.text ?? key, "", () => tap(message, key)))),
  );
  redraw($("#keyboard"), ...rows);
}

async function tap(message, key) {
  if (key.web_app) return follow(key.web_app.url);
  if (message.keyboard.one_time_keyboard) folded = message.message_id;
  await act("send", { text: key.text ?? key });
}

function showCommands() {
  const typed = $("#text").value;
  const visible = !$("#compose").hidden && !$("#slash").hidden && /^\/\S*$/.test(typed);
  const fitting = (state.view.commands ?? []).filter((one) => `/${one.command}`.startsWith(typed));
  $("#commands").hidden = !visible || fitting.length === 0;
  if (!visible) return;
  const items = fitting.map((one) => {
    const node = button("", "", () => send(`/${one.command}`));
    node.append(element("strong", "", `/${one.command}`), element("small", "", one.description));
    return element("li", "", node);
  });
  redraw($("#commands"), ...items);
}

async function send(text) {
  $("#text").value = "";
  changed();
  const chat = state.open === "bot" ? {} : { chat_id: state.open };
  await act("send", { text, ...chat });
  $("#text").focus();
}

export function startFoot() {
  $("#compose").addEventListener("submit", (event) => {
    event.preventDefault();
    const text = $("#text").value.trim();
    if (text) send(text);
  });
  $("#text").addEventListener("input", showCommands);
  $("#slash").addEventListener("click", () => {
    $("#text").value = $("#text").value.startsWith("/") ? "" : "/";
    $("#text").focus();
    showCommands();
  });
  $("#fold").addEventListener("click", () => {
    const last = keyboardMessage()?.message_id ?? null;
    folded = folded === last ? null : last;
    changed();
  });
}
