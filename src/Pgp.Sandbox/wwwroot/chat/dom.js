// The page's few tools. Everything foreign is put in as text, never as markup.
export const $ = (selector) => document.querySelector(selector);

export function element(tag, className, ...children) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

export function button(text, className, action) {
  const node = element("button", className, text);
  node.type = "button";
  node.addEventListener("click", action);
  return node;
}

const icons = {
  back: "M15 5l-7 7 7 7",
  close: "M6 6l12 12M18 6 6 18",
  more: "M5 12h.01M12 12h.01M19 12h.01",
};

export function iconButton(icon, label, className, action) {
  const space = "http://www.w3.org/2000/svg";
  const drawing = document.createElementNS(space, "svg");
  drawing.setAttribute("class", `icon ${icon}`);
  drawing.setAttribute("viewBox", "0 0 24 24");
  drawing.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", icons[icon]);
  drawing.append(path);
  const node = button(drawing, `ghost round ${className}`.trim(), action);
  node.setAttribute("aria-label", label);
  return node;
}

const tints = 6;

// A round picture with the first letter, in a colour that follows from the id.
export function picture(title, id) {
  const node = element("span", `picture tint${Math.abs(Number(id)) % tints}`, [...title][0] ?? "?");
  node.setAttribute("aria-hidden", "true");
  return node;
}

const focusables = "button, a[href], input, select, textarea, [tabindex]";

// Whoever works by keyboard stays where they are when a part of the page is drawn anew.
function keepFocus(old, draw) {
  const had = old.contains(document.activeElement)
    ? [...old.querySelectorAll(focusables)].indexOf(document.activeElement)
    : -1;
  const fresh = draw();
  if (had >= 0) [...fresh.querySelectorAll(focusables)].at(had)?.focus({ preventScroll: true });
}

export function redraw(box, ...children) {
  keepFocus(box, () => {
    box.replaceChildren(...children.filter((child) => child !== null));
    return box;
  });
}

// Draws only what changed: items are { key, sign, make }.
export function keyed(box, items) {
  const known = new Map([...box.children].map((node) => [node.dataset.key, node]));
  let at = box.firstElementChild;
  for (const { key, sign, make } of items) {
    let node = known.get(String(key));
    known.delete(String(key));
    if (!node || node.dataset.sign !== sign) {
      const fresh = make();
      fresh.dataset.key = key;
      fresh.dataset.sign = sign;
      if (node) {
        if (at === node) at = fresh;
        const old = node;
        keepFocus(old, () => {
          old.replaceWith(fresh);
          return fresh;
        });
      }
      node = fresh;
    }
    if (node === at) at = at.nextElementSibling;
    else box.insertBefore(node, at);
  }
  for (const node of known.values()) node.remove();
}
