import { useEffect, useRef, useState } from 'preact/hooks';
import { asProblem } from '../api/query';
import { Problem } from '../api/problem';
import { t } from '../texts/texts';
import { announce } from './announce';
import { explain, explainField } from './explain';

export interface Form<V> {
  values: V;
  set: (changes: Partial<V>) => void;

  /** Replaces all values; nothing is marked. */
  reset: (values: V) => void;

  /** What is wrong with a field, by the server's name of it. */
  error: (field: string) => string | undefined;
  setError: (field: string, message: string | null) => void;

  problem: Problem | null;

  /** What is wrong with fields that the form does not show. */
  rest: string[];
  isBusy: boolean;
  submit: (event?: Event) => void;

  /** For the form element; the first wrong field in it gets the focus. */
  ref: { current: HTMLFormElement | null };
}

/**
 * Values of a form, its errors at their fields, and one try at a time.
 *
 * @param send does it; a problem that it throws is shown.
 * @param check finds what need not be asked of the server; names of fields and what is wrong.
 */
export function useForm<V extends object>(
  initial: V,
  send: (values: V) => Promise<void>,
  check: (values: V) => Record<string, string> = () => ({}),
): Form<V> {
  const [values, setValues] = useState(initial);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [failures, setFailures] = useState(0);
  const ref = useRef<HTMLFormElement | null>(null);
  // Whose errors are asked for is shown.
  const shown = useRef(new Set<string>());

  useEffect(() => {
    if (failures > 0) {
      ref.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
    }
  }, [failures]);

  const fail = (found: Record<string, string>) => {
    setErrors(found);
    setFailures((n) => n + 1);
  };

  const submit = async (event?: Event) => {
    event?.preventDefault();
    if (isBusy) {
      return;
    }

    setProblem(null);
    const found = check(values);
    if (Object.keys(found).length > 0) {
      fail(found);
      announce(t.problem.check);
      return;
    }

    setErrors({});
    setBusy(true);
    try {
      await send(values);
    } catch (cause) {
      const caught = asProblem(cause);
      setProblem(caught);
      announce(explain(caught));
      fail(Object.fromEntries(caught.errors.map((one) => [one.field, explainField(one)])));
    } finally {
      setBusy(false);
    }
  };

  return {
    values,
    set: (changes) => {
      setValues((old) => ({ ...old, ...changes }));
      // A field that is being mended is no longer marked.
      setErrors((old) =>
        Object.fromEntries(Object.entries(old).filter(([field]) => !(field in changes))),
      );
    },
    reset: (next) => {
      setValues(next);
      setErrors({});
      setProblem(null);
    },
    error: (field) => {
      shown.current.add(field);
      return errors[field];
    },
    setError: (field, message) =>
      setErrors((old) => {
        const { [field]: _, ...rest } = old;
        return message === null ? rest : { ...rest, [field]: message };
      }),
    problem,
    get rest() {
      return (problem?.errors ?? [])
        .filter((error) => !shown.current.has(error.field))
        .map(explainField);
    },
    isBusy,
    submit: (event) => void submit(event),
    ref,
  };
}

/** The fields that are empty and must not be. */
export function missing<V extends object>(values: V, ...fields: (keyof V & string)[]) {
  return Object.fromEntries(
    fields
      .filter((field) => String(values[field] ?? '').trim() === '')
      .map((field) => [field, t.required]),
  ) as Record<string, string>;
}

/** The fields that hold something else than a whole number; empty ones are let pass. */
export function wholeNumbers<V extends object>(values: V, ...fields: (keyof V & string)[]) {
  return Object.fromEntries(
    fields
      .filter((field) => !/^\s*\d{0,9}\s*$/.test(String(values[field])))
      .map((field) => [field, t.wholeNumber]),
  ) as Record<string, string>;
}
