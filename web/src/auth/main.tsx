import { render } from 'preact';
import { load } from '../texts/texts';
import { AuthPages } from './pages';

await load({
  en: () => import('../texts/en/auth'),
  ru: () => import('../texts/ru/auth'),
  es: () => import('../texts/es/auth'),
  pt: () => import('../texts/pt/auth'),
});

render(<AuthPages path={location.pathname} />, document.getElementById('page')!);
