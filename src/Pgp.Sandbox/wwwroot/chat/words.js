// Words that several parts of the page use.
export const languages = { en: "English", ru: "Русский", es: "Español", pt: "Português" };

export const standing = {
  creator: "owner",
  administrator: "admin",
  member: "member",
  restricted: "restricted",
  requested: "waiting to be let in",
  kicked: "removed",
  left: "not a member",
};

export const nounOf = (chat) => (chat.type === "channel" ? "channel" : "group");

export function membersText(chat) {
  const one = chat.type === "channel" ? "subscriber" : "member";
  return `${chat.members} ${chat.members === 1 ? one : `${one}s`}`;
}

export function lastWords(message) {
  if (!message) return "";
  const text = message.text ?? "";
  return message.from && !message.from.is_bot && message.chat.type !== "private" ? `${message.from.first_name}: ${text}` : text;
}

export const time = (seconds) =>
  new Date(seconds * 1000).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });

export const day = (seconds) =>
  new Date(seconds * 1000).toLocaleDateString([], { day: "numeric", month: "long" });
