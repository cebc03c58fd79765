// Where a link leads: to the bot, to an invitation, to a chat, or out of the app.
import { act } from "./api.js";
import { showInvite } from "./invite.js";
import { addBot } from "./owner.js";
import { bot, openChat, state } from "./state.js";
import { toast } from "./toast.js";

const hosts = ["t.me", "telegram.me"];

export async function follow(url) {
  const target = URL.canParse(url) ? new URL(url) : null;
  if (!target) return;
  if (hosts.includes(target.hostname)) return inside(target, url);
  if (/^https?:$/.test(target.protocol)) window.open(url, "_blank", "noopener");
}

async function inside(target, url) {
  const [name, rest] = target.pathname.slice(1).split("/");
  if (name.startsWith("+") || name === "joinchat") return showInvite(url, await act("look", { invite_link: url }));
  if (name.toLowerCase() === state.view.bot.username.toLowerCase()) return toBot(target.searchParams);
  const channel = state.view.channels.find((one) => one.username?.toLowerCase() === name.toLowerCase());
  if (channel) openChat(channel.id);
  else toast(`There is no ${[name, rest].filter(Boolean).join("/")} here.`);
}

function toBot(asked) {
  if (asked.has("startchannel") || asked.has("startgroup")) {
    return addBot((asked.get("admin") ?? "").split(/[ +]/).filter(Boolean));
  }
  openChat(bot, asked.has("start") ? asked.get("start") : null);
}

export const isInvite = (url) => /^https:\/\/(t|telegram)\.me\/(\+|joinchat\/)/.test(url);
