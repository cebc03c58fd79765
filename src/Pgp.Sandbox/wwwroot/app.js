// The subscriber's app: chats with the bot, looks at channels, taps, joins. Everything foreign is
// put into the page as text, never as markup.
const $ = (selector) => document.querySelector(selector);
const api = "/control/telegram";
const state = { person: null, open: null, view: null, answered: new Set(), fresh: true };

function element(tag, text, className) {
  const node = document.createElement(tag);
  if (text !== undefined) node.textContent = text;
  if (className) node.className = className;
  return node;
}

async function call(path, body) {
  const answer = await fetch(api + path, {
    method: body ? "POST" : "GET",
    headers: { "content-type": "application/json" },
    body: body && JSON.stringify(body),
  });
  const json = await answer.json();
  if (!answer.ok) toast(json.error ?? "That did not work.");
  return answer.ok ? json : null;
}

const act = (action, body = {}) => call(`/people/${state.person}/${action}`, body);

let toastTimer;
function toast(text) {
  $("#toast").textContent = text;
  $("#toast").classList.add("on");
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => $("#toast").classList.remove("on"), 4000);
}

// ---- links and buttons

const joinWords = {
  joined: "You are in.",
  requested: "Asked to join. Waiting for approval.",
  already_member: "You are a member already.",
  expired: "This invite link has expired.",
  invalid: "This invite link is not valid any more.",
  full: "This invite link has been used up.",
  banned: "You cannot join this channel.",
};

async function follow(url) {
  let target;
  try {
    target = new URL(url);
  } catch {
    return;
  }
  const bot = state.view.bot.username.toLowerCase();
  if (target.hostname === "t.me" && target.pathname.slice(1).toLowerCase() === bot) {
    openChat("bot");
    await act("start", { payload: target.searchParams.get("start") ?? "" });
  } else if (target.hostname === "t.me" && /^\/(\+|joinchat\/)/.test(target.pathname)) {
    const done = await act("join", { invite_link: url });
    if (done) toast(joinWords[done.result] ?? done.result);
  } else if (/^https?:$/.test(target.protocol)) {
    window.open(url, "_blank", "noopener");
  }
}

const isInvite = (url) => /^https:\/\/t\.me\/(\+|joinchat\/)/.test(url);

function linkNode(url, text) {
  const link = element("a", isInvite(url) ? "Join" : text, isInvite(url) ? "button join" : "");
  link.href = /^https?:/.test(url) ? url : "#";
  link.rel = "noopener";
  link.addEventListener("click", (event) => {
    event.preventDefault();
    follow(url);
  });
  return link;
}

function buttonNode(message, button) {
  const url = button.url ?? button.web_app?.url;
  const node = element("button", button.text, url ? "link" : "");
  node.type = "button";
  node.addEventListener("click", async () => {
    if (url) return follow(url);
    node.disabled = true;
    await act("press", { chat_id: message.chat.id, message_id: message.message_id, data: button.callback_data });
    node.disabled = false;
  });
  return node;
}

// ---- text with entities; offsets count UTF-16 units, as JavaScript does

const tags = { bold: "b", italic: "i", underline: "u", strikethrough: "s", code: "code", pre: "pre", blockquote: "blockquote", spoiler: "span" };

function styled(text, entities, from = 0, until = text.length) {
  const nodes = document.createDocumentFragment();
  let at = from;
  for (const entity of entities) {
    const end = entity.offset + entity.length;
    if (entity.offset < at || end > until) continue;
    nodes.append(...plain(text.slice(at, entity.offset)));
    const inner = entities.filter((e) => e !== entity && e.offset >= entity.offset && e.offset + e.length <= end);
    if (entity.type === "text_link") {
      nodes.append(linkNode(entity.url, text.slice(entity.offset, end)));
    } else {
      const node = element(tags[entity.type] ?? "span");
      node.append(styled(text, inner, entity.offset, end));
      nodes.append(node);
    }
    at = end;
  }
  nodes.append(...plain(text.slice(at, until)));
  return nodes;
}

function plain(text) {
  return text.split(/(https?:\/\/[^\s]+)/).map((part) => (/^https?:\/\//.test(part) ? linkNode(part, part) : part));
}

// ---- the screen

function messageNode(message) {
  const mine = message.from && !message.from.is_bot;
  const item = element("li", undefined, mine ? "message mine" : "message");
  const bubble = element("div", undefined, "bubble");
  const text = element("div", undefined, "text");
  text.append(styled(message.text, message.entities ?? []));
  const time = element("time", new Date(message.date * 1000).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" }));
  if (message.edit_date) time.prepend("edited ");
  bubble.append(text, time);
  item.append(bubble);
  for (const row of message.reply_markup?.inline_keyboard ?? []) {
    const line = element("div", undefined, "keys");
    line.append(...row.map((button) => buttonNode(message, button)));
    item.append(line);
  }
  return item;
}

function openChat(id) {
  state.open = id;
  state.fresh = true;
  document.body.classList.toggle("inside", id !== null);
  show();
  if (id !== null) $("#chat").focus({ preventScroll: true });
}

function chatRow(id, title, subtitle) {
  const row = element("button", undefined, "chat");
  row.type = "button";
  row.setAttribute("aria-current", String(state.open === id));
  const picture = element("span", [...title][0] ?? "?", "picture");
  picture.setAttribute("aria-hidden", "true");
  const words = element("span");
  words.append(element("strong", title), element("small", subtitle));
  row.append(picture, words);
  row.addEventListener("click", () => openChat(id));
  return row;
}

const standing = { member: "member", creator: "owner", administrator: "admin", requested: "asked to join", kicked: "removed" };

function showChats() {
  const view = state.view;
  const last = view.messages.at(-1)?.text ?? "Tap to start";
  $("#chats").replaceChildren(
    chatRow("bot", view.bot.first_name, last.slice(0, 60)),
    ...view.channels.map((channel) =>
      chatRow(channel.id, channel.title, `${channel.private ? "private" : "open"} channel · ${standing[channel.my_status] ?? "not a member"}`),
    ),
  );
  if (view.channels.length === 0) $("#chats").append(element("p", "No channels yet. They appear here when an owner adds one.", "empty"));
}

function showTitle(title, subtitle) {
  const back = element("button", "‹", "back");
  back.type = "button";
  back.setAttribute("aria-label", "Back to the list of chats");
  back.addEventListener("click", () => openChat(null));
  const words = element("span");
  words.append(element("strong", title), element("small", subtitle));
  $("#title").replaceChildren(back, words);
}

function showMessages(messages, empty) {
  const box = $("#messages");
  const atEnd = state.fresh || box.scrollHeight - box.scrollTop - box.clientHeight < 80;
  box.replaceChildren(...messages.map(messageNode));
  if (messages.length === 0) box.append(element("li", empty, "empty"));
  if (atEnd) box.scrollTop = box.scrollHeight;
  state.fresh = false;
}

function showKeyboard() {
  const view = state.view;
  const keyboard = $("#keyboard");
  keyboard.replaceChildren();
  const last = view.messages.findLast((message) => message.keyboard)?.keyboard;
  const keys = last?.remove_keyboard ? [] : (last?.keyboard ?? []).flat();
  const texts = keys.map((key) => key.text ?? key);
  if (!view.started || view.blocked) texts.splice(0, texts.length, "/start");
  else if (texts.length === 0) texts.push(...(view.commands ?? []).map((command) => `/${command.command}`));
  for (const text of texts) {
    const node = element("button", text);
    node.type = "button";
    node.addEventListener("click", () => (text === "/start" ? act("start") : act("send", { text })));
    keyboard.append(node);
  }
}

function show() {
  const view = state.view;
  if (!view) return;
  showChats();
  const bot = state.open === "bot" || state.open === null;
  const channel = view.channels.find((one) => one.id === state.open);
  $("#compose").hidden = !bot;
  $("#keyboard").hidden = !bot;
  if (bot) {
    showTitle(view.bot.first_name, `@${view.bot.username}`);
    showMessages(view.messages, "Open a channel and tap a tier, or press /start.");
    showKeyboard();
  } else if (channel) {
    showTitle(channel.title, `${channel.members} ${channel.members === 1 ? "member" : "members"} · you: ${standing[channel.my_status] ?? "not a member"}`);
    showMessages(channel.messages ?? [], channel.messages ? "Nothing posted yet." : "This channel is private. Only members see it.");
  }
  showAnswers(view.callback_answers);
}

function showAnswers(answers) {
  for (const answer of answers.filter((one) => one.answered && !state.answered.has(one.id))) {
    state.answered.add(answer.id);
    if (answer.url) follow(answer.url);
    if (!answer.text) continue;
    if (answer.show_alert) {
      $("#alert p").textContent = answer.text;
      $("#alert").showModal();
    } else {
      toast(answer.text);
    }
  }
}

// ---- life

async function people() {
  let all = await call("/people");
  if (all.length === 0) all = [await call("/people", { id: 1001, name: "Alice", username: "alice" })];
  $("#person").replaceChildren(
    ...all.map((person) => {
      const option = element("option", person.first_name);
      option.value = person.id;
      return option;
    }),
  );
  const wanted = new URLSearchParams(location.search).get("person");
  const chosen = all.find((person) => String(person.id) === wanted) ?? all.find((person) => person.first_name === "Alice") ?? all[0];
  become(chosen.id);
}

function become(id) {
  state.person = id;
  state.view = null;
  state.answered = new Set();
  $("#person").value = id;
}

async function watch() {
  for (;;) {
    const person = state.person;
    const after = state.view ? `after=${state.view.version}&wait=20000` : "";
    try {
      const answer = await fetch(`${api}/people/${person}/view?${after}`);
      if (!answer.ok) throw new Error(String(answer.status));
      const view = await answer.json();
      if (person !== state.person) continue;
      if (!state.view) view.callback_answers.forEach((one) => one.answered && state.answered.add(one.id));
      const changed = view.version !== state.view?.version;
      state.view = view;
      if (changed) show();
    } catch {
      toast("The sandbox does not answer. Trying again …");
      await new Promise((resolve) => setTimeout(resolve, 2000));
    }
  }
}

$("#person").addEventListener("change", (event) => location.assign(`?person=${event.target.value}`));
$("#compose").addEventListener("submit", async (event) => {
  event.preventDefault();
  const text = $("#text").value.trim();
  if (!text) return;
  $("#text").value = "";
  await act("send", { text });
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !$("#alert").open) openChat(null);
});

await people();
watch();
