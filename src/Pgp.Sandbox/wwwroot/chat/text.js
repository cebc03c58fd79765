// Text with its marks; offsets count UTF-16 units, as JavaScript does.
import { button, element } from "./dom.js";
import { act } from "./api.js";
import { follow } from "./links.js";

const tags = {
  bold: "b",
  italic: "i",
  underline: "u",
  strikethrough: "s",
  code: "code",
  pre: "pre",
  blockquote: "blockquote",
  expandable_blockquote: "blockquote",
};

export function styled(text, entities, from = 0, until = text.length) {
  const nodes = document.createDocumentFragment();
  let at = from;
  for (const entity of entities) {
    const end = entity.offset + entity.length;
    if (entity.offset < at || end > until) continue;
    nodes.append(...withLinks(text.slice(at, entity.offset)));
    nodes.append(marked(text, entities, entity, end));
    at = end;
  }
  nodes.append(...withLinks(text.slice(at, until)));
  return nodes;
}

function marked(text, entities, entity, end) {
  const words = text.slice(entity.offset, end);
  if (entity.type === "text_link") return link(entity.url, words);
  if (entity.type === "bot_command") return command(words);
  const inner = entities.filter((e) => e !== entity && e.offset >= entity.offset && e.offset + e.length <= end);
  const content = styled(text, inner.filter((e) => differs(e, entity)), entity.offset, end);
  if (entity.type === "spoiler") return spoiler(content);
  return element(tags[entity.type] ?? "span", "", content);
}

// Two marks over the same words: the later one lies inside.
const differs = (inner, outer) =>
  inner.offset !== outer.offset || inner.length !== outer.length || inner.type > outer.type;

function spoiler(content) {
  const node = button("", "spoiler", () => node.classList.add("seen"));
  node.append(content);
  return node;
}

function link(url, words) {
  const node = element("a", "", words);
  node.href = /^https?:/.test(url) ? url : "#";
  node.rel = "noopener";
  node.addEventListener("click", (event) => {
    event.preventDefault();
    follow(url);
  });
  return node;
}

// Addresses and commands can be tapped, as in the app.
const taps = /(https?:\/\/[^\s]+|(?<![\w/<])\/[a-z][a-z0-9_]*(?![\w/]))/;

const withLinks = (text) =>
  text.split(taps).map((part, i) => {
    if (i % 2 === 0) return part;
    return part.startsWith("/") ? command(part) : link(part, part);
  });

const command = (words) => button(words, "command", () => act("send", { text: words }));
