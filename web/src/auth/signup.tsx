import { post } from '../api/client';
import { begin } from '../api/session';
import type { SessionAnswer } from '../api/types';
import { ta } from '../texts/texts';
import { FormProblem, Input, Password, Submit } from '../ui/fields';
import { missing, useForm } from '../ui/form';
import { Card } from './card';

export function Signup() {
  const form = useForm(
    { username: '', email: '', password: '' },
    async ({ username, email, password }) => {
      const body = {
        username: username.trim(),
        email: email.trim(),
        password,
        session: 'cookie',
      };
      begin(await post<SessionAnswer>('/auth/signup', body, { isPublic: true }));
      location.replace('/start');
    },
    (values) => missing(values, 'username', 'email', 'password'),
  );

  return (
    <Card title={ta.signup.title} lead={ta.signup.lead}>
      <form class="stack" noValidate ref={form.ref} onSubmit={form.submit}>
        <FormProblem form={form} />
        <Input
          label={ta.signup.username}
          hint={ta.signup.usernameHint}
          name="username"
          autocomplete="username"
          spellcheck={false}
          maxLength={50}
          value={form.values.username}
          onValue={(username) => form.set({ username })}
          error={form.error('username')}
        />
        <Input
          label={ta.email}
          hint={ta.signup.emailHint}
          name="email"
          type="email"
          autocomplete="email"
          value={form.values.email}
          onValue={(email) => form.set({ email })}
          error={form.error('email')}
        />
        <Password
          label={ta.password}
          hint={ta.passwordHint}
          name="password"
          autocomplete="new-password"
          value={form.values.password}
          onValue={(password) => form.set({ password })}
          error={form.error('password')}
        />
        <Submit isBusy={form.isBusy}>{ta.signup.submit}</Submit>
      </form>
      <p>
        {ta.signup.have} <a href="/login">{ta.signup.login}</a>
      </p>
    </Card>
  );
}
