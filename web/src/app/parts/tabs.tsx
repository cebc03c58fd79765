import { usePlace } from '../router';

/** Links between the pages that belong together. */
export function Tabs(props: { label: string; tabs: [to: string, text: string][] }) {
    const { path } = usePlace();
    const here = props.tabs
        .filter(([to]) => path === to || path.startsWith(`${to}/`))
        .sort(([a], [b]) => b.length - a.length)[0];
    return (
        <nav class="tabs" aria-label={props.label}>
            {props.tabs.map(([to, text]) => (
                <a key={to} href={to} aria-current={here?.[0] === to ? 'page' : undefined}>
                    {text}
                </a>
            ))}
        </nav>
    );
}
