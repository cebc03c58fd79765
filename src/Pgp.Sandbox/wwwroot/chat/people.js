// Who you are.
import { call } from "./api.js";
import { $, element } from "./dom.js";
import { field, formOf } from "./form.js";
import { closeSheet, openSheet } from "./sheet.js";
import { state } from "./state.js";
import { languages } from "./words.js";

const firstOnes = [
  { id: 1001, name: "Alice", username: "alice", language_code: "en" },
  { id: 1002, name: "Boris", username: "boris", language_code: "ru" },
  { id: 1003, name: "Carmen", username: "carmen", language_code: "es" },
  { id: 1004, name: "Paulo", username: "paulo", language_code: "pt" },
];

export async function loadPeople() {
  state.people = (await call("/people")) ?? [];
  if (state.people.length === 0) {
    for (const person of firstOnes) state.people.push(await call("/people", person));
  }
  $("#person").replaceChildren(
    ...state.people.map((person) => {
      const language = person.language_code === "en" ? "" : ` (${languages[person.language_code] ?? person.language_code})`;
      const option = element("option", "", person.first_name + language);
      option.value = person.id;
      return option;
    }),
  );
}

// By the address, or Alice, or whoever there is.
export function chosen() {
  const wanted = new URLSearchParams(location.search).get("person");
  const found = (test) => state.people.find(test)?.id;
  return (
    found((person) => String(person.id) === wanted) ??
    found((person) => person.first_name === "Alice") ??
    state.people[0].id
  );
}

export function newPerson(become) {
  openSheet("New person", () => [
    formOf(
      [field("name", "Name", { required: true, maxLength: 64 }), field("language", "Language of the app", { options: languages })],
      "Be this person",
      async ({ name, language }) => {
        const id = Math.max(1000, ...state.people.map((person) => person.id)) + 1;
        const made = await call("/people", { id, name, language_code: language });
        if (!made) return;
        await loadPeople();
        closeSheet();
        become(id);
      },
    ),
  ]);
}
