import { useState } from 'preact/hooks';
import { request } from '../../api/client';
import { useIntention } from '../../api/intention';
import { invalidate, useQuery } from '../../api/query';
import { account } from '../../api/session';
import type { Wallet, WalletChange, WalletPage } from '../../api/types';
import { tt } from '../../texts/texts';
import { announce } from '../../ui/announce';
import { FormProblem, ProblemNote, Submit } from '../../ui/fields';
import { useForm } from '../../ui/form';
import { dateTime, relative } from '../../ui/format';
import { useStore } from '../../ui/store';
import { Action } from '../parts/action';
import { CoinName, Copyable, Facts, Skeleton, State, When } from '../parts/show';
import { Table } from '../parts/table';
import type { PageProps } from '../router';
import { ChannelFrame } from './frame';
import { checkWallet, noWallet, walletBody, WalletFields } from './wallet-fields';

export default function WalletOfChannel({ params }: PageProps) {
  const id = params['id'] ?? '';
  return <ChannelFrame id={id}>{() => <WalletPageBody id={id} />}</ChannelFrame>;
}

function WalletPageBody({ id }: { id: string }) {
  const path = `/channels/${id}/wallet`;
  const { data, problem, reload } = useQuery<WalletPage>(path);
  const who = useStore(account);
  if (data === null) {
    return problem === null ? (
      <Skeleton lines={2} kind="card-size" />
    ) : (
      <ProblemNote problem={problem} onRetry={reload} />
    );
  }

  return (
    <div class="stack">
      {data.held === null ? null : <Held path={path} change={data.held} />}
      <section class="card stack">
        <h2>{tt.wallet.current}</h2>
        <WalletFacts wallet={data.current} />
      </section>
      {data.held !== null ? null : who?.email_verified === false ? (
        <p class="note warn">{tt.wallet.verifyFirst}</p>
      ) : (
        <Change path={path} />
      )}
      <section class="stack">
        <h2>{tt.wallet.history}</h2>
        {data.history.length === 0 ? (
          <p class="soft">{tt.wallet.noHistory}</p>
        ) : (
          <History changes={data.history} />
        )}
      </section>
    </div>
  );
}

function WalletFacts({ wallet }: { wallet: Wallet }) {
  return (
    <Facts
      facts={[
        [tt.wallet.currency, <CoinName name={wallet.payout_coin} />],
        [tt.wallet.address, <Copyable text={wallet.payout_address} label={tt.wallet.address} />],
        [tt.wallet.memo, wallet.payout_extra_id],
      ]}
    />
  );
}

function Held({ path, change }: { path: string; change: WalletChange }) {
  return (
    <section class="card stack">
      <h2>{tt.wallet.heldTitle}</h2>
      <p class="note warn">
        {tt.wallet.heldText(relative(change.hold_until), dateTime(change.hold_until))}
      </p>
      <WalletFacts wallet={change.after} />
      <p class="soft">{tt.wallet.heldNot}</p>
      <Action
        kind="danger"
        act={async () => {
          await request('DELETE', `${path}/${change.change_id}`);
          announce(tt.wallet.taken);
          invalidate('/channels');
        }}
      >
        {tt.wallet.take}
      </Action>
    </section>
  );
}

function Change({ path }: { path: string }) {
  const intention = useIntention();
  const [isOpen, setOpen] = useState(false);
  const form = useForm(
    noWallet,
    async (values) => {
      const body = walletBody(values);
      await request('PUT', path, { body, intention });
      announce(tt.wallet.asked);
      invalidate('/channels');
    },
    checkWallet,
  );

  return (
    <section class="card stack form">
      <h2>{tt.wallet.change}</h2>
      <p class="soft">{tt.wallet.changeHint}</p>
      {isOpen ? (
        <form class="stack" noValidate ref={form.ref} onSubmit={form.submit}>
          <WalletFields form={form} />
          <FormProblem form={form} />
          <div class="row">
            <Submit isBusy={form.isBusy}>{tt.wallet.submit}</Submit>
            <button type="button" class="button" onClick={() => setOpen(false)}>
              {tt.cancel}
            </button>
          </div>
        </form>
      ) : (
        <div>
          <button type="button" class="button" onClick={() => setOpen(true)}>
            {tt.wallet.change}
          </button>
        </div>
      )}
    </section>
  );
}

function History({ changes }: { changes: WalletChange[] }) {
  return (
    <Table
      caption={tt.wallet.history}
      items={changes}
      id={(change) => change.change_id}
      columns={[
        {
          name: tt.wallet.requested,
          isHead: true,
          show: (one) => <When at={one.requested_at} />,
        },
        { name: tt.list.state, show: (one) => <State name={one.state} /> },
        { name: tt.wallet.from, show: (one) => <ShortWallet wallet={one.before} /> },
        { name: tt.wallet.to, show: (one) => <ShortWallet wallet={one.after} /> },
      ]}
    />
  );
}

function ShortWallet({ wallet }: { wallet: Wallet }) {
  return (
    <>
      <CoinName name={wallet.payout_coin} />
      <br />
      <Copyable text={wallet.payout_address} label={tt.wallet.address} isShort />
    </>
  );
}
