// One sheet over the page. Its content is drawn anew when there is news.
import { $, element, iconButton, redraw } from "./dom.js";
import { news } from "./state.js";

let draw = null;

export function openSheet(title, content) {
  draw = () => {
    const parts = content();
    if (parts === null) return closeSheet();
    const close = iconButton("close", "Close", "", closeSheet);
    const head = element("header", "sheet-head", element("h2", "", title), close);
    redraw($("#sheet"), head, ...parts);
  };
  $("#sheet").setAttribute("aria-label", title);
  if (!$("#sheet").open) $("#sheet").showModal();
  draw();
}

export function closeSheet() {
  draw = null;
  $("#sheet").close();
}

export function startSheets() {
  news.addEventListener("changed", redrawIfQuiet);
  $("#sheet").addEventListener("close", () => (draw = null));
  $("#sheet").addEventListener("click", (event) => event.target === $("#sheet") && closeSheet());
}

// Half-typed words are not taken away.
function redrawIfQuiet() {
  if (!$("#sheet").querySelector("form")) draw?.();
}
