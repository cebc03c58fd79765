import { useEffect, useRef } from 'preact/hooks';
import { usePlace } from '../router';

/** Links between the pages that belong together. */
export function Tabs(props: { label: string; tabs: [to: string, text: string][] }) {
  const { path } = usePlace();
  const here = props.tabs
    .filter(([to]) => path === to || path.startsWith(`${to}/`))
    .sort(([a], [b]) => b.length - a.length)[0]?.[0];
  const bar = useRef<HTMLElement>(null);
  useEffect(() => {
    // On a phone the present one may lie beside the screen.
    const current = bar.current?.querySelector('[aria-current]');
    current?.scrollIntoView({ inline: 'nearest', block: 'nearest' });
  }, [here]);

  return (
    <nav ref={bar} class="tabs" aria-label={props.label}>
      {props.tabs.map(([to, text]) => (
        <a key={to} href={to} aria-current={here === to ? 'page' : undefined}>
          {text}
        </a>
      ))}
    </nav>
  );
}
