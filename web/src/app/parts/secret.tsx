import { useEffect, useRef } from 'preact/hooks';
import { Copyable } from './show';

/** Something that is shown once. It stays until its reader says that it is kept. */
export function Secret(props: {
  title: string;
  text: string;
  secret: string;
  kept: string;
  onKept: () => void;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section class="card stack">
      <h2 ref={heading} tabIndex={-1}>
        {props.title}
      </h2>
      <p class="note warn">{props.text}</p>
      <Copyable text={props.secret} label={props.title} />
      <div>
        <button type="button" class="button main" onClick={props.onKept}>
          {props.kept}
        </button>
      </div>
    </section>
  );
}
