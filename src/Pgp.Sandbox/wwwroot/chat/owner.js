// What an owner does: make channels, let people in, give and take the bot's rights.
import { act } from "./api.js";
import { button, element, picture } from "./dom.js";
import { field, formOf } from "./form.js";
import { openSheet, closeSheet } from "./sheet.js";
import { openChat, state } from "./state.js";
import { toast } from "./toast.js";
import { nounOf, standing } from "./words.js";

const rights = {
  can_post_messages: "Post messages",
  can_edit_messages: "Edit messages",
  can_delete_messages: "Delete messages",
  can_invite_users: "Invite people by links",
  can_restrict_members: "Remove people",
  can_pin_messages: "Pin messages",
};

export function newChannel() {
  openSheet("New channel", () => [
    formOf(
      [
        field("title", "Name", { required: true, maxLength: 128 }),
        field("description", "Description", { maxLength: 255 }),
        field("kind", "Kind", {
          options: { private: "Closed channel: by invitation only", open: "Open channel: anybody can join", group: "Closed group" },
        }),
      ],
      "Create",
      async ({ title, description, kind }) => {
        const type = kind === "group" ? "supergroup" : "channel";
        const made = await act("create-channel", { title, description: description || undefined, type, private: kind !== "open" });
        if (!made) return;
        closeSheet();
        toast(`${made.title} is yours. Add the bot under “About this channel”.`);
        openChat(made.id);
      },
    ),
  ]);
}

// A link of the bot asks to be added: the owner chooses where.
export function addBot(wanted) {
  const asked = wanted.map((name) => `can_${name}`);
  openSheet("Add the bot", () => {
    const mine = state.view.channels.filter((chat) => chat.manage);
    if (mine.length === 0) return [element("p", "note", "You have no channel yet."), button("New channel", "main wide", newChannel)];
    return [
      element("p", "note", "Choose the channel or group in which it becomes administrator."),
      ...mine.map((chat) =>
        button(chat.title, "wide", async () => {
          await promote(chat, asked);
          closeSheet();
          openChat(chat.id);
        }),
      ),
    ];
  });
}

// What was not asked for is not given.
async function promote(chat, asked) {
  const given = Object.fromEntries(Object.keys(rights).map((right) => [right, asked.length === 0 || asked.includes(right)]));
  const done = await act("set-bot", { chat_id: chat.id, status: "administrator", ...given });
  if (done) toast(`The bot is administrator of ${chat.title}.`);
}

export function botRights(chat) {
  const { bot } = chat.manage;
  const title = element("h3", "", "Bot");
  if (bot.status !== "administrator") {
    return [title, button("Add the bot as administrator", "main wide", () => promote(chat, []))];
  }
  const switches = Object.entries(rights)
    .filter(([right]) => right in bot)
    .map(([right, name]) => toggle(chat, right, name, bot[right]));
  const remove = button("Remove the bot", "danger wide", () => act("set-bot", { chat_id: chat.id, status: "kicked" }));
  return [title, element("div", "rights", ...switches), remove];
}

function toggle(chat, right, name, on) {
  const box = element("input");
  box.type = "checkbox";
  box.setAttribute("role", "switch");
  box.checked = on;
  box.addEventListener("change", () =>
    act("set-bot", { chat_id: chat.id, status: "administrator", [right]: box.checked }),
  );
  return element("label", "toggle", element("span", "", name), box);
}

export function requestsList(chat) {
  const waiting = chat.manage.requests;
  if (waiting.length === 0) return [];
  const decide = (person, approve) => act("decide", { chat_id: chat.id, user_id: person.id, approve });
  return [
    element("h3", "", "Waiting to be let in"),
    ...waiting.map((person) =>
      personRow(person, "", button("Let in", "main", () => decide(person, true)), button("Decline", "", () => decide(person, false))),
    ),
  ];
}

export function membersList(chat) {
  const inside = chat.manage.people.filter((one) => !["left", "kicked"].includes(one.status));
  return [
    element("h3", "", nounOf(chat) === "channel" ? "Subscribers" : "Members"),
    ...inside.map(({ user, status }) => {
      const body = { chat_id: chat.id, user_id: user.id };
      const remove = button("Remove", "", () => act("remove-member", body));
      remove.setAttribute("aria-label", `Remove ${user.first_name}`);
      return personRow(user, standing[status], status === "creator" ? null : remove);
    }),
  ];
}

const personRow = (person, words, ...actions) =>
  element(
    "div",
    "person",
    picture(person.first_name, person.id),
    element("span", "words", element("strong", "", person.first_name), element("small", "", words)),
    ...actions,
  );
