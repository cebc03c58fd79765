/** The languages of the site; a text that is missing in one does not compile. */
export const languages = ['en', 'ru', 'es', 'pt'] as const;

export type Language = (typeof languages)[number];

let chosen: Language | null = null;

/** The first language of the browser that the site speaks. */
export function language(): Language {
  chosen ??=
    navigator.languages
      .map((tag) => tag.slice(0, 2).toLowerCase())
      .find((tag): tag is Language => (languages as readonly string[]).includes(tag)) ?? 'en';
  return chosen;
}

/** The form of a noun for a number. */
export function plural(
  number: number,
  forms: { one: string; few?: string; other: string },
): string {
  const rule = new Intl.PluralRules(language()).select(number);
  return (rule === 'one' ? forms.one : rule === 'few' ? forms.few : undefined) ?? forms.other;
}
