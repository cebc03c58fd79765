import { useEffect, useRef, useState } from 'preact/hooks';
import { post, setStepUp } from '../api/client';
import { account } from '../api/session';
import { tt } from '../texts/texts';
import { FormProblem, Input, Password, Submit } from '../ui/fields';
import { missing, useForm } from '../ui/form';
import { Dialog } from '../ui/dialog';

type Decide = (isConfirmed: boolean) => void;

/**
 * Asks for the password or a code when the server wants to be sure, then lets the waiting request
 * be repeated. Requests that wait at the same time share one question.
 */
export function StepUpDialog() {
  const waiting = useRef<Decide[]>([]);
  const [isOpen, setOpen] = useState(false);

  useEffect(() => {
    setStepUp(
      () =>
        new Promise((decide) => {
          waiting.current.push(decide);
          setOpen(true);
        }),
    );
  }, []);

  const decide = (isConfirmed: boolean) => {
    setOpen(false);
    for (const one of waiting.current.splice(0)) {
      one(isConfirmed);
    }
  };

  return isOpen ? <Question decide={decide} /> : null;
}

function Question({ decide }: { decide: Decide }) {
  // Who has a second factor shows it; the password alone would make it worthless.
  const byCode = account.value?.totp_enabled === true;
  const field = byCode ? 'code' : 'password';
  const form = useForm(
    { password: '', code: '' },
    async (values) => {
      await post(
        '/auth/step-up',
        byCode ? { code: values.code.trim() } : { password: values.password },
      );
      decide(true);
    },
    (values) => missing(values, field),
  );

  return (
    <Dialog title={tt.stepUp.title} onClose={() => decide(false)}>
      <p class="soft">{tt.stepUp.lead}</p>
      <form class="stack" noValidate ref={form.ref} onSubmit={form.submit}>
        <FormProblem form={form} />
        {byCode ? (
          <Input
            label={tt.code}
            hint={tt.codeHint}
            name="code"
            autocomplete="one-time-code"
            value={form.values.code}
            onValue={(code) => form.set({ code })}
            error={form.error('code')}
          />
        ) : (
          <Password
            label={tt.password}
            name="password"
            autocomplete="current-password"
            value={form.values.password}
            onValue={(password) => form.set({ password })}
            error={form.error('password')}
          />
        )}
        <div class="row">
          <Submit isBusy={form.isBusy}>{tt.stepUp.submit}</Submit>
          <button type="button" class="button" onClick={() => decide(false)}>
            {tt.cancel}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
