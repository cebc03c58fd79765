import { useEffect, useState } from 'preact/hooks';
import { tt } from '../texts/texts';
import { usePlace } from './router';

export function Nav() {
  const { path } = usePlace();
  const [isOpen, setOpen] = useState(false);
  useEffect(() => setOpen(false), [path]);

  const links: [string, string][] = [
    ['/dashboard', tt.nav.dashboard],
    ['/channels', tt.nav.channels],
    ['/payments', tt.nav.payments],
    ['/subscribers', tt.nav.subscribers],
    ['/payouts', tt.nav.payouts],
    ['/balance', tt.nav.balance],
    ['/broadcasts', tt.nav.broadcasts],
    ['/settings', tt.nav.settings],
    ['/start', tt.nav.start],
  ];
  const isHere = (to: string) =>
    path === to ||
    path.startsWith(`${to}/`) ||
    (to === '/balance' && path.startsWith('/statements'));
  const here = links.find(([to]) => isHere(to));

  return (
    <nav
      class="nav"
      aria-label={tt.nav.label}
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          setOpen(false);
        }
      }}
    >
      <button
        type="button"
        class="button menu"
        aria-expanded={isOpen}
        aria-controls="nav-links"
        onClick={() => setOpen(!isOpen)}
      >
        <span>{here?.[1] ?? tt.nav.menu}</span>
        <span class={`sign ${isOpen ? 'up' : 'down'}`} aria-hidden="true" />
      </button>
      <ul id="nav-links" class={isOpen ? 'open' : ''}>
        {links.map(([to, text]) => (
          <li key={to}>
            <a href={to} aria-current={isHere(to) ? 'page' : undefined}>
              {text}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
