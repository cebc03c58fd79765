import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { tt } from '../../texts/texts';

let isFirstPage = true;

/** The heading of a page. It names the tab, and gets the focus when one page follows another. */
export function Title(props: {
  text: string;
  children?: ComponentChildren;
  back?: { to: string; text: string };
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${props.text} · ${tt.product}`;
  }, [props.text]);
  useEffect(() => {
    if (!isFirstPage) {
      heading.current?.focus({ preventScroll: true });
    }

    isFirstPage = false;
  }, []);

  return (
    <div class="title">
      {props.back === undefined ? null : (
        <a class="small" href={props.back.to}>
          <span class="sign back" aria-hidden="true" />
          {props.back.text}
        </a>
      )}
      <div class="row spread">
        <h1 ref={heading} tabIndex={-1}>
          {props.text}
        </h1>
        {props.children === undefined ? null : <div class="row">{props.children}</div>}
      </div>
    </div>
  );
}
