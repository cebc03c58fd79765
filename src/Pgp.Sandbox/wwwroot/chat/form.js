// Small forms inside sheets.
import { element } from "./dom.js";

export function field(name, label, { options, ...attributes } = {}) {
  const input = element(options ? "select" : "input");
  input.name = name;
  input.id = `field-${name}`;
  Object.assign(input, attributes);
  for (const [value, words] of Object.entries(options ?? {})) {
    const option = element("option", "", words);
    option.value = value;
    input.append(option);
  }
  const caption = element("label", "", label);
  caption.htmlFor = input.id;
  return element("div", "field", caption, input);
}

export function formOf(fields, words, submit) {
  const send = element("button", "main wide", words);
  const form = element("form", "", ...fields, send);
  form.autocomplete = "off";
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    send.disabled = true;
    await submit(Object.fromEntries(new FormData(form)));
    send.disabled = false;
  });
  return form;
}
