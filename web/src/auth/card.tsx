import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { ta } from '../texts/texts';

/** The one card of a page; its heading gets the focus when the card changes. */
export function Card(props: { title: string; lead?: string; children: ComponentChildren }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${props.title} · ${ta.product}`;
  }, [props.title]);
  const isFirst = useRef(true);
  useEffect(() => {
    if (!isFirst.current) {
      heading.current?.focus();
    }

    isFirst.current = false;
  }, [props.title]);

  return (
    <div class="card stack">
      <div class="stack tight">
        <h1 ref={heading} tabIndex={-1}>
          {props.title}
        </h1>
        {props.lead === undefined ? null : <p class="soft">{props.lead}</p>}
      </div>
      {props.children}
    </div>
  );
}

export function query(name: string): string {
  return new URLSearchParams(location.search).get(name) ?? '';
}

/** Where to go after the login: a path of this site, never somewhere else. */
export function next(): string {
  const wanted = query('next');
  return /^\/(?![/\\])/.test(wanted) ? wanted : '/dashboard';
}
