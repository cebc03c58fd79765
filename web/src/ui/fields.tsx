import type { ComponentChildren } from 'preact';
import { useId, useState } from 'preact/hooks';
import type { Problem } from '../api/problem';
import { t } from '../texts/texts';
import { explain, explainField } from './explain';
import type { Form } from './form';

interface FieldProps {
  label: ComponentChildren;
  hint?: ComponentChildren;
  error?: string | undefined;
}

interface InputProps extends FieldProps {
  name: string;
  value: string;
  onValue: (value: string) => void;
  type?: 'text' | 'email' | 'search' | 'url' | 'number' | 'date' | 'datetime-local';
  autocomplete?: string;
  inputMode?: 'text' | 'decimal' | 'numeric' | 'email' | 'url';
  placeholder?: string;
  maxLength?: number;
  min?: string | number;
  max?: string | number;
  required?: boolean;
  disabled?: boolean;
  spellcheck?: boolean;
}

/** Names that tie a field to its label, its hint and what is wrong with it. */
function useNames({ hint, error }: FieldProps) {
  const id = useId();
  const describedBy = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].join(' ').trim();
  return {
    id,
    described: {
      id,
      'aria-describedby': describedBy === '' ? undefined : describedBy,
      'aria-invalid': error ? true : undefined,
    },
  };
}

function Frame(props: FieldProps & { id: string; children: ComponentChildren }) {
  return (
    <div class="field">
      <label for={props.id}>{props.label}</label>
      {props.children}
      {props.hint ? (
        <div class="hint" id={`${props.id}-hint`}>
          {props.hint}
        </div>
      ) : null}
      {props.error ? (
        <div class="error" id={`${props.id}-error`}>
          {props.error}
        </div>
      ) : null}
    </div>
  );
}

export function Input(props: InputProps) {
  const { label, hint, error, value, onValue, type = 'text', ...rest } = props;
  const { id, described } = useNames(props);
  return (
    <Frame id={id} label={label} hint={hint} error={error}>
      <input
        {...rest}
        {...described}
        // Preact's types know each type of input alone; here it is one of several.
        type={type as 'text'}
        value={value}
        onInput={(event) => onValue(event.currentTarget.value)}
      />
    </Frame>
  );
}

export function Password(props: InputProps) {
  const { label, hint, error, value, onValue, type: _, ...rest } = props;
  const { id, described } = useNames(props);
  const [isShown, setShown] = useState(false);
  return (
    <Frame id={id} label={label} hint={hint} error={error}>
      <div class="secret">
        <input
          {...rest}
          {...described}
          type={(isShown ? 'text' : 'password') as 'password'}
          autocapitalize="off"
          spellcheck={false}
          value={value}
          onInput={(event) => onValue(event.currentTarget.value)}
        />
        <button
          type="button"
          class="button plain slim"
          aria-pressed={isShown}
          aria-label={`${isShown ? t.hide : t.show}: ${String(label)}`}
          onClick={() => setShown(!isShown)}
        >
          {isShown ? t.hide : t.show}
        </button>
      </div>
    </Frame>
  );
}

export function TextArea(props: InputProps & { rows?: number }) {
  const { label, hint, error, value, onValue, type: _, ...rest } = props;
  const { id, described } = useNames(props);
  return (
    <Frame id={id} label={label} hint={hint} error={error}>
      <textarea
        {...rest}
        {...described}
        value={value}
        onInput={(event) => onValue(event.currentTarget.value)}
      />
    </Frame>
  );
}

export interface Choice {
  value: string;
  label: string;
}

export function Select(
  props: FieldProps & {
    name: string;
    value: string;
    onValue: (value: string) => void;
    choices: Choice[];
    /** What stands there while nothing is chosen. */
    none?: string;
    disabled?: boolean;
    required?: boolean;
  },
) {
  const { label, hint, error, value, onValue, choices, none, ...rest } = props;
  const { id, described } = useNames(props);
  return (
    <Frame id={id} label={label} hint={hint} error={error}>
      <select
        {...rest}
        {...described}
        value={value}
        onChange={(event) => onValue(event.currentTarget.value)}
      >
        {none === undefined ? null : <option value="">{none}</option>}
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value} selected={choice.value === value}>
            {choice.label}
          </option>
        ))}
      </select>
    </Frame>
  );
}

export function Check(props: {
  name?: string;
  type?: 'checkbox' | 'radio';
  value?: string;
  checked: boolean;
  onChecked: (checked: boolean) => void;
  disabled?: boolean;
  invalid?: boolean;
  children: ComponentChildren;
}) {
  const { type = 'checkbox', children, onChecked, invalid, ...rest } = props;
  return (
    <label class="check">
      <input
        {...rest}
        type={type}
        aria-invalid={invalid ? true : undefined}
        onChange={(event) => onChecked(event.currentTarget.checked)}
      />
      <span>{children}</span>
    </label>
  );
}

/** Sends its form; stays where it is, and focusable, while the answer is awaited. */
export function Submit(props: { isBusy: boolean; children: ComponentChildren; kind?: string }) {
  return (
    <button
      type="submit"
      class={`button ${props.kind ?? 'main'}`}
      aria-disabled={props.isBusy}
      onClick={(event) => {
        if (props.isBusy) {
          event.preventDefault();
        }
      }}
    >
      {props.isBusy ? t.working : props.children}
    </button>
  );
}

/** What went wrong with a form, and with those of its fields that are not on the page. */
export function FormProblem<V extends object>({ form }: { form: Form<V> }) {
  return <ProblemNote problem={form.problem} rest={form.rest} />;
}

/** What went wrong, said at once. */
export function ProblemNote(props: {
  problem: Problem | null;
  onRetry?: () => void;
  rest?: string[];
}) {
  if (props.problem === null) {
    return null;
  }

  const rest = props.rest ?? props.problem.errors.map(explainField);

  return (
    <div class="note bad" role="alert">
      <div>
        <p>{explain(props.problem)}</p>
        {rest.map((text) => (
          <p key={text}>{text}</p>
        ))}
      </div>
      {props.onRetry === undefined ? null : (
        <button type="button" class="button slim" onClick={props.onRetry}>
          {t.retry}
        </button>
      )}
    </div>
  );
}
