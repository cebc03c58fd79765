import { useState } from 'preact/hooks';
import { post } from '../api/client';
import { ta } from '../texts/texts';
import { FormProblem, Input, Submit } from '../ui/fields';
import { missing, useForm } from '../ui/form';
import { Card, query } from './card';

// Mail scanners open every link. Opening changes nothing here; a person presses the button.

export function NoToken() {
  return (
    <Card title={ta.noToken.title} lead={ta.noToken.text}>
      <a href="/login">{ta.forgot.back}</a>
    </Card>
  );
}

interface Words {
  title: string;
  lead: string;
  submit: string;
  doneTitle: string;
  done: string;
  go: string;
}

function Confirm(props: { words: Words; path: string; target: string; canResend: boolean }) {
  const { words } = props;
  const token = query('token');
  const [isDone, setDone] = useState(false);
  const form = useForm({}, async () => {
    await post(props.path, { token }, { isPublic: true });
    setDone(true);
  });

  if (token === '') {
    return <NoToken />;
  }

  if (isDone) {
    return (
      <Card title={words.doneTitle} lead={words.done}>
        <a class="button main" href={props.target}>
          {words.go}
        </a>
      </Card>
    );
  }

  return (
    <Card title={words.title} lead={words.lead}>
      <form class="stack" ref={form.ref} onSubmit={form.submit}>
        <FormProblem form={form} />
        <Submit isBusy={form.isBusy}>{words.submit}</Submit>
      </form>
      {props.canResend && form.problem !== null ? <Resend /> : null}
    </Card>
  );
}

function Resend() {
  const [isSent, setSent] = useState(false);
  const form = useForm(
    { email: '' },
    async ({ email }) => {
      await post('/auth/resend-verification', { email: email.trim() }, { isPublic: true });
      setSent(true);
    },
    (values) => missing(values, 'email'),
  );

  if (isSent) {
    return (
      <p class="note" role="status">
        {ta.verify.resent}
      </p>
    );
  }

  return (
    <form class="stack" noValidate ref={form.ref} onSubmit={form.submit}>
      <FormProblem form={form} />
      <Input
        label={ta.email}
        name="email"
        type="email"
        autocomplete="email"
        value={form.values.email}
        onValue={(email) => form.set({ email })}
        error={form.error('email')}
      />
      <Submit kind="" isBusy={form.isBusy}>
        {ta.verify.again}
      </Submit>
    </form>
  );
}

export function VerifyEmail() {
  return (
    <Confirm words={ta.verify} path="/auth/verify-email" target="/dashboard" canResend={true} />
  );
}

export function ConfirmEmailChange() {
  return (
    <Confirm
      words={ta.confirmEmail}
      path="/auth/account/confirm-email-change"
      target="/settings"
      canResend={false}
    />
  );
}
