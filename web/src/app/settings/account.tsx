import { useEffect, useState } from 'preact/hooks';
import { get, post } from '../../api/client';
import { asProblem } from '../../api/query';
import { account } from '../../api/session';
import type { Account } from '../../api/types';
import { tt } from '../../texts/texts';
import { announce } from '../../ui/announce';
import { FormProblem, Input, Submit } from '../../ui/fields';
import { missing, useForm } from '../../ui/form';
import { date } from '../../ui/format';
import { useStore } from '../../ui/store';
import { Action } from '../parts/action';
import { Facts } from '../parts/show';
import { TelegramLink } from '../parts/telegram-link';
import { SettingsFrame } from './frame';

/** The server knows best what has been confirmed meanwhile. */
export async function readMe(): Promise<void> {
  account.set(await get<Account>('/auth/me'));
}

export default function AccountSettings() {
  const who = useStore(account);
  useEffect(() => {
    // What is shown is at most a quarter of an hour old; a failure leaves it so. Whoever comes back
    // from the mailbox or from Telegram sees what was done there.
    const look = () => void readMe().catch(asProblem);
    look();
    addEventListener('focus', look);
    return () => removeEventListener('focus', look);
  }, []);
  return (
    <SettingsFrame>
      {who === null ? null : (
        <div class="stack form">
          <section class="card stack">
            <Facts
              facts={[
                [tt.accountPage.name, who.username],
                [
                  tt.accountPage.email,
                  <>
                    {who.email}{' '}
                    <span class={`badge ${who.email_verified ? 'good' : 'warn'}`}>
                      {who.email_verified ? tt.accountPage.verified : tt.accountPage.unverified}
                    </span>
                  </>,
                ],
                [tt.accountPage.since, date(who.created_at)],
              ]}
            />
          </section>
          <EmailChange who={who} />
          <section class="card stack">
            <div class="row spread">
              <h2>{tt.accountPage.telegram}</h2>
              <span class={`badge ${who.telegram_linked ? 'good' : 'warn'}`}>
                {who.telegram_linked ? tt.accountPage.linked : tt.accountPage.notLinked}
              </span>
            </div>
            <p class="soft">{tt.accountPage.telegramText}</p>
            {who.telegram_linked ? null : <TelegramLink text={tt.accountPage.link} />}
          </section>
        </div>
      )}
    </SettingsFrame>
  );
}

function EmailChange({ who }: { who: Account }) {
  const [isSent, setSent] = useState(false);
  const form = useForm(
    { new_email: '' },
    async ({ new_email }) => {
      await post('/auth/account/change-email', { new_email: new_email.trim() });
      setSent(true);
      announce(tt.accountPage.sent);
      await readMe();
      form.reset({ new_email: '' });
    },
    (values) => missing(values, 'new_email'),
  );

  return (
    <section class="card stack">
      <h2>{tt.accountPage.change}</h2>
      {who.pending_email === null ? null : (
        <>
          <p class="note">{tt.accountPage.pending(who.pending_email)}</p>
          <Action
            kind="slim"
            act={async () => {
              await post('/auth/account/cancel-email-change');
              announce(tt.accountPage.cancelled);
              await readMe();
            }}
          >
            {tt.accountPage.cancelPending}
          </Action>
        </>
      )}
      <form class="stack" noValidate ref={form.ref} onSubmit={form.submit}>
        <Input
          label={tt.accountPage.newEmail}
          hint={tt.accountPage.changeHint}
          name="new_email"
          type="email"
          autocomplete="email"
          value={form.values.new_email}
          onValue={(new_email) => form.set({ new_email })}
          error={form.error('new_email')}
        />
        <FormProblem form={form} />
        <div class="row">
          <Submit kind="" isBusy={form.isBusy}>
            {tt.accountPage.submit}
          </Submit>
          {isSent ? <span class="said">{tt.accountPage.sent}</span> : null}
        </div>
      </form>
    </section>
  );
}
