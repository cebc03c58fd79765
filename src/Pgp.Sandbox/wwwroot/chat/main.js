// A small Telegram: chats with the bot, channels and groups, as one of several people.
import { news as fetchNews } from "./api.js";
import { showChat } from "./chat.js";
import { $ } from "./dom.js";
import { startFoot } from "./foot.js";
import { follow } from "./links.js";
import { showList } from "./list.js";
import { newChannel } from "./owner.js";
import { chosen, loadPeople, newPerson } from "./people.js";
import { startSheets } from "./sheet.js";
import { changed, markRead, news, openChat, state } from "./state.js";
import { forgetAnswers, tellAnswers, toast } from "./toast.js";

const pauseAfterFault = 2000;

function become(id) {
  state.person = id;
  state.view = null;
  state.pressed.clear();
  $("#person").value = id;
  history.replaceState(null, "", `?person=${id}`);
  openChat(null);
}

function take(view) {
  const first = state.view === null;
  if (first) {
    forgetAnswers(view.callback_answers);
    // What was there before somebody first looks counts as read, except for the bot's words.
    if (localStorage.getItem(`sandbox-read-${state.person}`) === null) {
      for (const channel of view.channels) markRead(channel.id, channel.messages ?? []);
    }
  }
  const same = view.version === state.view?.version;
  state.view = view;
  if (same) return;
  tellAnswers(view.callback_answers, follow);
  changed();
}

async function watch() {
  for (;;) {
    const { person } = state;
    try {
      const view = await fetchNews(person, state.view?.version);
      if (person === state.person) take(view);
    } catch {
      toast("The sandbox does not answer. Trying again …");
      await new Promise((resolve) => setTimeout(resolve, pauseAfterFault));
    }
  }
}

news.addEventListener("changed", showChat);
news.addEventListener("changed", showList);
startSheets();
startFoot();
$("#person").addEventListener("change", (event) => location.assign(`?person=${event.target.value}`));
$("#new-person").addEventListener("click", () => newPerson((id) => location.assign(`?person=${id}`)));
$("#new-channel").addEventListener("click", newChannel);
document.addEventListener("visibilitychange", changed);
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !document.querySelector("dialog[open]")) openChat(null);
});

await loadPeople();
become(chosen());
watch();
