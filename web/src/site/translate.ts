import type { SiteTexts } from '../texts/en/site';
import { language, type Language } from '../texts/language';

const loaders: Record<Language, () => Promise<{ default: SiteTexts }>> = {
  en: () => import('../texts/en/site'),
  ru: () => import('../texts/ru/site'),
  es: () => import('../texts/es/site'),
  pt: () => import('../texts/pt/site'),
};

export async function siteTexts(): Promise<SiteTexts> {
  return (await loaders[language()]()).default;
}

/** Puts the browser's language into a page that was delivered in English. */
export async function translatePage(): Promise<void> {
  if (language() === 'en') {
    return;
  }

  const texts: Record<string, unknown> = await siteTexts();
  document.documentElement.lang = language();
  for (const element of document.querySelectorAll<HTMLElement>('[data-t]')) {
    const text = texts[element.dataset['t'] ?? ''];
    if (typeof text === 'string') {
      element.textContent = text;
    }
  }

  delete document.documentElement.dataset['wait'];
}
