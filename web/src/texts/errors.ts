import type { ErrorText } from './en/errors';
import { load, type KnownErrors } from './texts';

const patienceMs = 2000;
let asked: Promise<void> | null = null;

/**
 * Fetches the texts for errors, when the first error has come: most visits see none. Where they do
 * not come, the sentence of the server is shown.
 */
export async function loadErrors(): Promise<void> {
  asked ??= load<KnownErrors>({
    en: () => import('./en/errors'),
    ru: () => import('./ru/errors'),
    es: () => import('./es/errors'),
    pt: () => import('./pt/errors'),
  }).catch(() => {
    asked = null;
  });
  await Promise.race([asked, new Promise((over) => setTimeout(over, patienceMs))]);
}

/** The text with the limits that stand in the server's sentence; they are settings of the server. */
export function fill(text: ErrorText, sentence: string): string | undefined {
  if (typeof text === 'string') {
    return text;
  }

  const [max, min] = (sentence.match(/\d+(\.\d+)?/g) ?? []).slice(-2).reverse();
  return max === undefined ? undefined : text(max, min);
}
