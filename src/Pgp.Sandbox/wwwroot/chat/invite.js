// What the app shows of a chat before one comes in.
import { act } from "./api.js";
import { button, element, picture } from "./dom.js";
import { closeSheet, openSheet } from "./sheet.js";
import { openChat } from "./state.js";
import { toast } from "./toast.js";
import { membersText } from "./words.js";

const refusals = {
  expired: "This invite link has expired.",
  invalid: "This invite link is not valid any more.",
  full: "This invite link has been used up.",
  banned: "You were removed from this channel and cannot come back by this link.",
};

export function showInvite(url, chat) {
  if (!chat) return;
  if (refusals[chat.result]) return toast(refusals[chat.result]);
  if (chat.result === "already_member") return openChat(chat.chat_id);
  const noun = chat.type === "channel" ? "channel" : "group";
  const waits = chat.result === "requested";
  const asks = chat.creates_join_request;
  const note = asks
    ? `This ${noun} is open only to people whom its administrators let in.`
    : `You were invited to this private ${noun}.`;
  openSheet(chat.title, () => [
    element("div", "hero", picture(chat.title, chat.chat_id), element("small", "", membersText(chat))),
    chat.description ? element("p", "", chat.description) : null,
    element("p", "note", waits ? "You asked to join. An administrator has to let you in." : note),
    waits ? null : button(asks ? "Request to join" : `Join ${noun}`, "main wide", () => join(url, chat)),
  ]);
}

async function join(url, chat) {
  const done = await act("join", { invite_link: url });
  closeSheet();
  if (!done) return;
  if (done.result === "joined") openChat(chat.chat_id);
  toast(
    refusals[done.result] ??
      (done.result === "requested" ? "Request sent. You will be told when you are in." : `Welcome to ${chat.title}.`),
  );
}
