import { useState } from 'preact/hooks';
import { post } from '../api/client';
import { Problem } from '../api/problem';
import { begin } from '../api/session';
import type { SessionAnswer } from '../api/types';
import { ta } from '../texts/texts';
import { FormProblem, Input, Password, Submit } from '../ui/fields';
import { missing, useForm } from '../ui/form';
import { Card, next, query } from './card';

/** The answer to a right password without the second factor. */
const codeWanted = 'totp_required';

export function Login() {
  const [wantsCode, setWantsCode] = useState(false);
  const form = useForm(
    { login: '', password: '', code: '' },
    async ({ login, password, code }) => {
      try {
        const body = {
          login: login.trim(),
          password,
          session: 'cookie',
          ...(wantsCode ? { code: code.trim() } : {}),
        };
        begin(await post<SessionAnswer>('/auth/login', body, { isPublic: true }));
        location.replace(next());
      } catch (cause) {
        if (cause instanceof Problem && cause.code === codeWanted && !wantsCode) {
          setWantsCode(true);
          return;
        }

        throw cause;
      }
    },
    (values) => missing(values, 'login', 'password', ...(wantsCode ? (['code'] as const) : [])),
  );

  return (
    <Card title={ta.login.title}>
      {query('ended') === '' || form.problem !== null ? null : <p class="note">{ta.login.ended}</p>}
      <form class="stack" noValidate ref={form.ref} onSubmit={form.submit}>
        <FormProblem form={form} />
        <Input
          label={ta.login.name}
          name="login"
          autocomplete="username"
          spellcheck={false}
          value={form.values.login}
          onValue={(login) => form.set({ login })}
          error={form.error('login')}
        />
        <Password
          label={ta.password}
          name="password"
          autocomplete="current-password"
          value={form.values.password}
          onValue={(password) => form.set({ password })}
          error={form.error('password')}
        />
        {wantsCode ? (
          <>
            <p class="note" role="status">
              {ta.login.codeNeeded}
            </p>
            <Input
              label={ta.code}
              hint={ta.codeHint}
              name="code"
              autocomplete="one-time-code"
              inputMode="text"
              value={form.values.code}
              onValue={(code) => form.set({ code })}
              error={form.error('code')}
            />
          </>
        ) : null}
        <Submit isBusy={form.isBusy}>{ta.login.submit}</Submit>
      </form>
      <div class="row spread">
        <a href="/forgot-password">{ta.login.forgot}</a>
        <span>
          {ta.login.none} <a href="/signup">{ta.login.signup}</a>
        </span>
      </div>
    </Card>
  );
}
