import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Problem } from '../../api/problem';
import { asProblem } from '../../api/query';
import { tt } from '../../texts/texts';
import { announce } from '../../ui/announce';
import { Dialog } from '../../ui/dialog';
import { ProblemNote } from '../../ui/fields';

/** A button that does one thing, once at a time, and says how it went. */
export function Action(props: {
  act: () => Promise<unknown>;
  children: ComponentChildren;
  /** Said when it has worked. */
  done?: string;
  kind?: string;
  label?: string;
  /** Asked before. */
  question?: string | undefined;
  /** Says whether all is there that it needs; asked first. */
  isReady?: () => boolean;
}) {
  const [isBusy, setBusy] = useState(false);
  const [isAsking, setAsking] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isDone, setDone] = useState(false);

  const act = () => {
    if (isBusy) {
      return;
    }

    setAsking(false);
    setBusy(true);
    setProblem(null);
    setDone(false);
    props
      .act()
      .then(() => {
        if (props.done !== undefined) {
          announce(props.done);
          setDone(true);
        }
      })
      .catch((cause: unknown) => setProblem(asProblem(cause)))
      .finally(() => setBusy(false));
  };

  const press = () => {
    if (props.isReady?.() === false) {
      return;
    }

    if (props.question === undefined) {
      act();
    } else {
      setAsking(true);
    }
  };

  return (
    <div class="action">
      <button
        type="button"
        class={`button ${props.kind ?? ''}`}
        aria-disabled={isBusy}
        aria-label={props.label}
        onClick={press}
      >
        {isBusy ? tt.working : props.children}
      </button>
      {isDone ? <span class="small said">{props.done}</span> : null}
      <ProblemNote problem={problem} />
      {isAsking ? (
        <Dialog title={props.question ?? ''} onClose={() => setAsking(false)}>
          <div class="row">
            <button type="button" class={`button ${props.kind ?? ''}`} onClick={act}>
              {props.children}
            </button>
            <button type="button" class="button" onClick={() => setAsking(false)}>
              {tt.cancel}
            </button>
          </div>
        </Dialog>
      ) : null}
    </div>
  );
}
