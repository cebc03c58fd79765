// Shows the mails that were sent, newest first. Bodies are shown as text, never as markup.
const list = document.querySelector("#mails");
let shown = "";

function element(tag, text, className) {
  const node = document.createElement(tag);
  if (text !== undefined) node.textContent = text;
  if (className) node.className = className;
  return node;
}

// A link in a mail is there to be followed; everything else stays text.
function withLinks(text) {
  const body = element("div", undefined, "body");
  for (const part of text.split(/(https?:\/\/[^\s<>"]+)/)) {
    if (/^https?:\/\//.test(part)) {
      const link = element("a", part);
      link.href = part;
      link.target = "_blank";
      link.rel = "noopener";
      body.append(link);
    } else {
      body.append(part);
    }
  }
  return body;
}

function show(mails) {
  list.replaceChildren(
    ...mails.map((mail) => {
      const item = element("li", undefined, "card");
      item.append(
        element("h2", mail.subject),
        element("p", `${mail.from} → ${mail.to.join(", ")} · ${new Date(mail.at).toLocaleString()}`, "note"),
        withLinks(mail.text ?? mail.html ?? ""),
      );
      return item;
    }),
  );
  if (mails.length === 0) list.append(element("li", "No mail yet. What the system sends arrives here.", "empty"));
}

async function refresh() {
  const answer = await fetch("/mail", { headers: { accept: "application/json" } });
  const text = await answer.text();
  if (text !== shown) {
    shown = text;
    show(JSON.parse(text));
  }
}

await refresh();
setInterval(() => refresh().catch(() => {}), 2000);
