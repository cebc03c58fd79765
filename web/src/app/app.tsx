import pages from '../../pages.json';
import { post } from '../api/client';
import { account, end } from '../api/session';
import { load, tt } from '../texts/texts';
import { ProblemNote } from '../ui/fields';
import { useStore } from '../ui/store';
import { ThemeButton } from '../ui/theme-button';
import { Problem } from '../api/problem';
import { Banner } from './banner';
import { Nav } from './nav';
import { Title } from './parts/title';
import { Outlet, type LoadPage, type Routes } from './router';
import { StepUpDialog } from './step-up';

/** A page that shows what the server names by codes: the words for them come beside it. */
const told =
  (page: LoadPage): LoadPage =>
  async () => {
    const words = load({
      en: () => import('../texts/en/words'),
      ru: () => import('../texts/ru/words'),
      es: () => import('../texts/es/words'),
      pt: () => import('../texts/pt/words'),
    });
    const [shown] = await Promise.all([page(), words]);
    return shown;
  };

const routes: Routes = [
  ['/dashboard', () => import('./dashboard/page')],
  ['/start', () => import('./pages/start')],
  ['/channels', () => import('./channels/list')],
  ['/channels/new', () => import('./channels/connect')],
  ['/channels/:id', () => import('./channels/overview')],
  ['/channels/:id/edit', () => import('./channels/edit')],
  ['/channels/:id/wallet', () => import('./channels/wallet')],
  ['/channels/:id/coupons', () => import('./channels/coupons')],
  ['/channels/:id/notifications', () => import('./channels/notifications')],
  ['/payments', () => import('./pages/payments')],
  ['/payments/:id', told(() => import('./pages/payment'))],
  ['/subscribers', () => import('./pages/subscribers')],
  ['/subscribers/:id', () => import('./pages/subscriber')],
  ['/payouts', () => import('./pages/payouts')],
  ['/payouts/:id', told(() => import('./pages/payout'))],
  ['/balance', () => import('./pages/balance')],
  ['/statements/:channel/:month', told(() => import('./pages/statement'))],
  ['/broadcasts', () => import('./broadcasts/list')],
  ['/broadcasts/new', () => import('./broadcasts/compose')],
  ['/broadcasts/:id', () => import('./broadcasts/one')],
  ['/settings', () => import('./settings/account')],
  ['/settings/security', () => import('./settings/security')],
  ['/settings/sessions', () => import('./settings/sessions')],
  ['/settings/keys', () => import('./settings/keys')],
  ['/settings/webhooks', told(() => import('./settings/webhooks'))],
  ['/settings/webhooks/:id', told(() => import('./settings/webhook'))],
  ['/settings/webhooks/:id/deliveries/:delivery', told(() => import('./settings/delivery'))],
  ['/settings/activity', told(() => import('./settings/activity'))],
];

/** Whether a path belongs to this part of the site. */
export function isOurs(path: string): boolean {
  return pages['app.html'].some((pattern) =>
    pattern.endsWith('/*') ? path.startsWith(pattern.slice(0, -1)) : path === pattern,
  );
}

export function App() {
  const who = useStore(account);
  return (
    <div class="app">
      <a class="skip" href="#main">
        {tt.skip}
      </a>
      <header class="bar">
        <a class="brand" href="/dashboard">
          {tt.product}
        </a>
        <div class="row">
          <span class="soft small who">{who?.username}</span>
          <ThemeButton />
          <button type="button" class="button slim" onClick={() => void logout()}>
            {tt.nav.logout}
          </button>
        </div>
      </header>
      <Nav />
      <main id="main" tabIndex={-1}>
        <Banner />
        <Outlet routes={routes} notFound={NotFound} failed={Failed} />
      </main>
      <StepUpDialog />
    </div>
  );
}

async function logout(): Promise<void> {
  try {
    await post('/auth/logout', {}, { isPublic: true });
  } catch {
    // The session of this browser ends in any case; the server's ends by its time.
  }

  end();
  location.replace('/login');
}

function NotFound() {
  return (
    <div class="stack">
      <Title text={tt.notFound.title} />
      <p class="soft">{tt.notFound.text}</p>
      <p>
        <a href="/dashboard">{tt.nav.dashboard}</a>
      </p>
    </div>
  );
}

// Its script did not come: the network, or a new version has replaced it. A reload mends both.
function Failed() {
  return <ProblemNote problem={Problem.unreachable()} onRetry={() => location.reload()} />;
}
