// The list of chats on the left.
import { $, button, element, keyed, picture } from "./dom.js";
import { bot, openChat, state, unread } from "./state.js";
import { lastWords, nounOf, standing, time } from "./words.js";

function row(id, title, words, options) {
  const { messages = [], count = 0 } = options;
  const last = messages.at(-1);
  const top = element("span", "line", element("strong", "", title), element("time", "", last ? time(last.date) : ""));
  const mark = count > 0 ? element("span", "count", String(count)) : null;
  if (mark) mark.setAttribute("aria-label", `${count} unread`);
  const bottom = element("span", "line", element("small", "", words.replaceAll("\n", " ").slice(0, 80)), mark);
  const node = button("", "chat", () => openChat(id));
  node.append(picture(title, id === bot ? 0 : id), element("span", "words", top, bottom));
  if (state.open === id) node.setAttribute("aria-current", "true");
  return element("li", "", node);
}

function item(id, title, words, options) {
  const sign = JSON.stringify([title, words, options.count, options.messages?.at(-1)?.date, state.open === id]);
  return { key: id, sign, make: () => row(id, title, words, options), at: options.messages?.at(-1)?.date ?? 0 };
}

function ofChannel(channel, counts) {
  const messages = channel.messages ?? [];
  const fallback = `${channel.private ? "Private" : "Open"} ${nounOf(channel)} · ${standing[channel.my_status]}`;
  const words = channel.my_status === "requested" ? "Waiting to be let in" : lastWords(messages.at(-1)) || fallback;
  return item(channel.id, channel.title, words, { messages, count: counts ? unread(channel.id, messages) : 0 });
}

export function showList() {
  const { view } = state;
  const own = view.channels.filter((channel) => channel.inside || channel.my_status === "requested");
  const others = view.channels.filter((channel) => !own.includes(channel));
  const talk = item(bot, view.bot.first_name, lastWords(view.messages.at(-1)) || "Tap to start", {
    messages: view.messages,
    count: unread(bot, view.messages),
  });
  keyed($("#chats"), [talk, ...own.map((channel) => ofChannel(channel, true))].sort((a, b) => b.at - a.at));
  keyed($("#others"), others.map((channel) => ofChannel(channel, false)).sort((a, b) => b.at - a.at));
  $("#others-title").hidden = others.length === 0;
}
