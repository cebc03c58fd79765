import { useState } from 'preact/hooks';
import { post } from '../api/client';
import { ta } from '../texts/texts';
import { FormProblem, Input, Password, Submit } from '../ui/fields';
import { missing, useForm } from '../ui/form';
import { Card, query } from './card';
import { NoToken } from './links';

export function Forgot() {
  const [isSent, setSent] = useState(false);
  const form = useForm(
    { email: '' },
    async ({ email }) => {
      await post('/auth/forgot-password', { email: email.trim() }, { isPublic: true });
      setSent(true);
    },
    (values) => missing(values, 'email'),
  );

  if (isSent) {
    return (
      <Card title={ta.forgot.sentTitle}>
        <p>{ta.forgot.sent}</p>
        <a href="/login">{ta.forgot.back}</a>
      </Card>
    );
  }

  return (
    <Card title={ta.forgot.title} lead={ta.forgot.lead}>
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
        <Submit isBusy={form.isBusy}>{ta.forgot.submit}</Submit>
      </form>
      <a href="/login">{ta.forgot.back}</a>
    </Card>
  );
}

export function Reset() {
  const token = query('token');
  const [isDone, setDone] = useState(false);
  const form = useForm(
    { new_password: '', repeat: '' },
    async ({ new_password }) => {
      await post('/auth/reset-password', { token, new_password }, { isPublic: true });
      setDone(true);
    },
    (values) => ({
      ...missing(values, 'new_password'),
      ...(values.new_password === values.repeat ? {} : { repeat: ta.reset.different }),
    }),
  );

  if (token === '') {
    return <NoToken />;
  }

  if (isDone) {
    return (
      <Card title={ta.reset.doneTitle} lead={ta.reset.done}>
        <a class="button main" href="/login">
          {ta.reset.login}
        </a>
      </Card>
    );
  }

  return (
    <Card title={ta.reset.title} lead={ta.reset.lead}>
      <form class="stack" noValidate ref={form.ref} onSubmit={form.submit}>
        <FormProblem form={form} />
        <Password
          label={ta.newPassword}
          hint={ta.passwordHint}
          name="new_password"
          autocomplete="new-password"
          value={form.values.new_password}
          onValue={(new_password) => form.set({ new_password })}
          error={form.error('new_password')}
        />
        <Password
          label={ta.reset.repeat}
          name="repeat"
          autocomplete="new-password"
          value={form.values.repeat}
          onValue={(repeat) => form.set({ repeat })}
          error={form.error('repeat')}
        />
        <Submit isBusy={form.isBusy}>{ta.reset.submit}</Submit>
      </form>
    </Card>
  );
}
