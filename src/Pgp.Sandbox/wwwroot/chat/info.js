// The sheet about a chat: what it is, who is in it, how to leave.
import { act } from "./api.js";
import { button, element, picture } from "./dom.js";
import { botRights, membersList, requestsList } from "./owner.js";
import { closeSheet, openSheet } from "./sheet.js";
import { bot, chatOf, openChat, state } from "./state.js";
import { toast } from "./toast.js";
import { membersText, nounOf, standing } from "./words.js";

export function showInfo(id) {
  if (id === bot) openSheet(state.view.bot.first_name, aboutBot);
  else openSheet(chatOf(id).title, () => (chatOf(id) ? aboutChat(chatOf(id)) : null));
}

function aboutBot() {
  const { view } = state;
  const blocked = view.blocked;
  return [
    element("div", "hero", picture(view.bot.first_name, 0), element("small", "", `@${view.bot.username}`)),
    element("p", "note", blocked ? "You blocked this bot. It cannot write to you." : "A blocked bot cannot write to you."),
    button(blocked ? "Unblock the bot" : "Block the bot", blocked ? "main wide" : "danger wide", async () => {
      await act(blocked ? "unblock" : "block");
      closeSheet();
      toast(blocked ? "Unblocked." : "Blocked.");
    }),
  ];
}

function aboutChat(chat) {
  const parts = [
    element("div", "hero", picture(chat.title, chat.id), element("small", "", `${membersText(chat)} · you: ${standing[chat.my_status]}`)),
    chat.description ? element("p", "", chat.description) : null,
    chat.username ? row("Link", `t.me/${chat.username}`) : null,
  ];
  if (chat.manage) {
    parts.push(row("Invite link", chat.manage.invite_link), ...requestsList(chat), ...botRights(chat), ...membersList(chat));
  }
  if (chat.inside && chat.my_status !== "creator") parts.push(leave(chat));
  return parts;
}

const row = (name, value) => element("p", "fact", element("small", "", name), element("span", "", value));

const leave = (chat) =>
  button(`Leave ${nounOf(chat)}`, "danger wide", async () => {
    await act("leave", { chat_id: chat.id });
    closeSheet();
    if (chat.private) openChat(null);
    toast(`You left ${chat.title}.`);
  });
