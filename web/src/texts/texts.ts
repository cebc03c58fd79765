import type { AppTexts } from './en/app';
import type { AuthTexts } from './en/auth';
import type { Common } from './en/common';
import type { DeveloperTexts } from './en/developers';
import type { ErrorText } from './en/errors';
import type { Words } from './en/words';
import { language, type Language } from './language';

// One object for all parts; each entry fills it with its texts before anything is drawn.
const shared = {};

/** What the parts have in common. */
export const t = shared as Common;

/** Texts of the pages before the login; there after {@link load} of these. */
export const ta = shared as AuthTexts;

/** Texts of the page for who writes programs; there after {@link load} of these. */
export const td = shared as DeveloperTexts;

/** Texts of the pages behind the login; there after {@link load} of these. */
export const tt = shared as AppTexts;

/** Words for what the server names by codes; there after {@link load} of these. */
export const tw = shared as Words;

/** Texts for errors; absent until the first error has come. Null: the server says it better. */
export const te = shared as Partial<KnownErrors>;

export interface KnownErrors {
  errors: { fields: Record<string, ErrorText | null>; problems: Record<string, string | null> };
}

/** The words for a code, if the site knows it; a newer server may have others. */
export function wordsFor<T>(known: Record<string, T>, code: string): T | undefined {
  return Object.hasOwn(known, code) ? known[code] : undefined;
}

export type Loaders<T> = Record<Language, () => Promise<{ default: T }>>;

export async function load<T extends object>(loaders: Loaders<T>): Promise<void> {
  Object.assign(shared, (await loaders[language()]()).default);
  document.documentElement.lang = language();
}
