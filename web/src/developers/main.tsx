import { render } from 'preact';
import { load } from '../texts/texts';
import { Developers } from './page';

await load({
  en: () => import('../texts/en/developers'),
  ru: () => import('../texts/ru/developers'),
  es: () => import('../texts/es/developers'),
  pt: () => import('../texts/pt/developers'),
});

render(<Developers />, document.getElementById('page')!);
