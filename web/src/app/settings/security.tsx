import { useState } from 'preact/hooks';
import { post, request } from '../../api/client';
import { account } from '../../api/session';
import type { Totp } from '../../api/types';
import { tt } from '../../texts/texts';
import { announce } from '../../ui/announce';
import { FormProblem, Input, Password, Submit } from '../../ui/fields';
import { missing, useForm } from '../../ui/form';
import { useStore } from '../../ui/store';
import { Action } from '../parts/action';
import { Copyable } from '../parts/show';
import { readMe } from './account';
import { SettingsFrame } from './frame';

export default function Security() {
  return (
    <SettingsFrame>
      <div class="stack form">
        <PasswordChange />
        <SecondFactor />
      </div>
    </SettingsFrame>
  );
}

const none = { current_password: '', new_password: '' };

function PasswordChange() {
  const [isDone, setDone] = useState(false);
  const form = useForm(
    none,
    async (values) => {
      setDone(false);
      await post('/auth/account/change-password', values);
      setDone(true);
      announce(tt.security.changed);
      form.reset(none);
    },
    (values) => missing(values, 'current_password', 'new_password'),
  );

  return (
    <form class="card stack" noValidate ref={form.ref} onSubmit={form.submit}>
      <h2>{tt.security.password}</h2>
      {/* Password managers want to know whose password it is. */}
      <input
        class="visually-hidden"
        type="text"
        name="username"
        autocomplete="username"
        tabIndex={-1}
        aria-hidden="true"
        readOnly
        value={account.value?.username ?? ''}
      />
      <Password
        label={tt.security.current}
        name="current_password"
        autocomplete="current-password"
        value={form.values.current_password}
        onValue={(current_password) => form.set({ current_password })}
        error={form.error('current_password')}
      />
      <Password
        label={tt.newPassword}
        hint={tt.passwordHint}
        name="new_password"
        autocomplete="new-password"
        value={form.values.new_password}
        onValue={(new_password) => form.set({ new_password })}
        error={form.error('new_password')}
      />
      <FormProblem form={form} />
      <div class="row">
        <Submit kind="" isBusy={form.isBusy}>
          {tt.security.change}
        </Submit>
        {isDone ? <span class="said">{tt.security.changed}</span> : null}
      </div>
    </form>
  );
}

function SecondFactor() {
  const who = useStore(account);
  const [setup, setSetup] = useState<Totp | null>(null);
  const [codes, setCodes] = useState<string[] | null>(null);
  const isOn = who?.totp_enabled === true;

  return (
    <section class="card stack">
      <div class="row spread">
        <h2>{tt.security.totp}</h2>
        <span class={`badge ${isOn ? 'good' : ''}`}>
          {isOn ? tt.security.totpOn : tt.security.totpOff}
        </span>
      </div>
      <p class="soft">{tt.security.totpText}</p>
      {codes !== null ? (
        <RecoveryCodes codes={codes} onKept={() => setCodes(null)} />
      ) : isOn ? (
        <Switched onCodes={setCodes} />
      ) : setup !== null ? (
        <Setup
          setup={setup}
          onCodes={(made) => {
            setSetup(null);
            setCodes(made);
          }}
        />
      ) : (
        <Action kind="main" act={async () => setSetup(await post<Totp>('/auth/totp'))}>
          {tt.security.totpStart}
        </Action>
      )}
    </section>
  );
}

interface Codes {
  recovery_codes: string[];
}

function Setup({ setup, onCodes }: { setup: Totp; onCodes: (codes: string[]) => void }) {
  const form = useForm(
    { code: '' },
    async ({ code }) => {
      const { recovery_codes } = await post<Codes>('/auth/totp/confirm', {
        code: code.trim(),
      });
      onCodes(recovery_codes);
      announce(tt.security.onDone);
      await readMe();
    },
    (values) => missing(values, 'code'),
  );

  return (
    <form class="stack" noValidate ref={form.ref} onSubmit={form.submit}>
      <p>{tt.security.scan}</p>
      {/* As an image, so that nothing in it can be more than a picture. */}
      <img
        class="qr"
        width={200}
        height={200}
        alt={tt.security.qrAlt}
        src={`data:image/svg+xml,${encodeURIComponent(setup.qr_svg)}`}
      />
      <div class="stack tight">
        <span class="soft">{tt.security.orType}</span>
        <Copyable text={setup.secret} label={tt.security.totp} />
      </div>
      <Input
        label={tt.code}
        name="code"
        autocomplete="one-time-code"
        inputMode="numeric"
        maxLength={6}
        value={form.values.code}
        onValue={(code) => form.set({ code })}
        error={form.error('code')}
      />
      <FormProblem form={form} />
      <div>
        <Submit isBusy={form.isBusy}>{tt.security.confirm}</Submit>
      </div>
    </form>
  );
}

function Switched({ onCodes }: { onCodes: (codes: string[]) => void }) {
  return (
    <>
      <div class="stack">
        <Action
          act={async () => onCodes((await post<Codes>('/auth/totp/recovery-codes')).recovery_codes)}
        >
          {tt.security.recoveryNew}
        </Action>
        <span class="hint">{tt.security.recoveryNewHint}</span>
      </div>
      <Action
        kind="danger"
        act={async () => {
          await request('DELETE', '/auth/totp');
          announce(tt.security.offDone);
          await readMe();
        }}
      >
        {tt.security.off}
      </Action>
    </>
  );
}

function RecoveryCodes({ codes, onKept }: { codes: string[]; onKept: () => void }) {
  return (
    <div class="stack" role="status">
      <h3>{tt.security.recovery}</h3>
      <p>{tt.security.recoveryText}</p>
      <ul class="codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <div class="row">
        <Action done={tt.copied} act={() => navigator.clipboard.writeText(codes.join('\n'))}>
          {tt.security.recoveryCopy}
        </Action>
        <button type="button" class="button main" onClick={onKept}>
          {tt.security.recoveryKept}
        </button>
      </div>
    </div>
  );
}
