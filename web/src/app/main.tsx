import { render } from 'preact';
import { Problem } from '../api/problem';
import { freshToken, onSessionEnd } from '../api/session';
import { load } from '../texts/texts';
import { App, isOurs } from './app';
import { startRouter } from './router';

onSessionEnd(() => {
  const here = location.pathname + location.search;
  location.replace(`/login?ended=1&next=${encodeURIComponent(here)}`);
});

// A page that the browser has kept whole may be of a session that is over.
addEventListener('pageshow', (event) => {
  if (event.persisted) {
    location.reload();
  }
});

const page = document.getElementById('page')!;

async function start(): Promise<void> {
  const [, problem] = await Promise.all([
    load({
      en: () => import('../texts/en/app'),
      ru: () => import('../texts/ru/app'),
      es: () => import('../texts/es/app'),
      pt: () => import('../texts/pt/app'),
    }),
    freshToken().then(
      () => null,
      (cause: unknown) => cause,
    ),
  ]);

  // Without a session the browser is on its way to the login already.
  if (problem instanceof Problem && problem.status === 401) {
    return;
  }

  startRouter(isOurs);
  render(<App />, page);
}

void start();
