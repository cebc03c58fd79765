import { useEffect } from 'preact/hooks';
import { post } from '../../api/client';
import { useIntention } from '../../api/intention';
import { invalidate, useQuery } from '../../api/query';
import { account } from '../../api/session';
import type { Channel, Chat, Chats } from '../../api/types';
import { tt } from '../../texts/texts';
import { announce } from '../../ui/announce';
import { FormProblem, ProblemNote, Select, Submit } from '../../ui/fields';
import { missing, useForm } from '../../ui/form';
import { useStore } from '../../ui/store';
import { AddBot } from '../parts/add-bot';
import { Empty, Skeleton } from '../parts/show';
import { Title } from '../parts/title';
import { go } from '../router';
import {
  checkPayout,
  checkTiers,
  PayoutFields,
  payoutBody,
  tierBody,
  TierFields,
  type OfferValues,
  type PayoutValues,
} from './offer-fields';
import {
  checkWallet,
  noWallet,
  walletBody,
  WalletFields,
  type WalletValues,
} from './wallet-fields';

const pollMs = 4000;

interface Values extends OfferValues, PayoutValues, WalletValues {
  open_channel_id: string;
  closed_channel_id: string;
}

const empty: Values = {
  open_channel_id: '',
  closed_channel_id: '',
  tiers: [{ tier_no: null, price_usd: '', days: '30' }],
  payout_strategy: '',
  payout_threshold_usd: '',
  ...noWallet,
};

export default function Connect() {
  const who = useStore(account);
  const chats = useQuery<Chats>('/chats');
  useEffect(() => {
    // Channels appear while the owner adds the bot in another window.
    const timer = setInterval(chats.reload, pollMs);
    return () => clearInterval(timer);
  }, [chats.reload]);

  return (
    <>
      <Title text={tt.connect.title} back={{ to: '/channels', text: tt.channels.title }} />
      {who?.telegram_linked === false ? (
        <Empty title={tt.start.telegram} text={tt.connect.telegramFirst}>
          <a class="button main" href="/start">
            {tt.nav.start}
          </a>
        </Empty>
      ) : chats.data === null ? (
        chats.problem === null ? (
          <Skeleton lines={3} kind="card-size" />
        ) : (
          <ProblemNote problem={chats.problem} onRetry={chats.reload} />
        )
      ) : (
        <ConnectForm chats={chats.data} />
      )}
    </>
  );
}

function ConnectForm({ chats }: { chats: Chats }) {
  const intention = useIntention();
  const form = useForm<Values>(
    empty,
    async (values) => {
      const body = {
        open_channel_id: idOf(chats, values.open_channel_id),
        closed_channel_id: idOf(chats, values.closed_channel_id),
        tiers: values.tiers.map(tierBody),
        ...payoutBody(values),
        ...walletBody(values),
      };
      const channel = await post<Channel>('/channels/register', body, {
        intention,
      });
      invalidate('/channels');
      invalidate('/chats');
      announce(tt.connect.done);
      go(`/channels/${channel.channel_id}`, true);
    },
    (values) => ({
      ...missing(values, 'open_channel_id', 'closed_channel_id'),
      ...checkTiers(values.tiers),
      ...checkPayout(values),
      ...checkWallet(values),
    }),
  );
  const { open_channel_id: open, closed_channel_id: closed } = form.values;

  return (
    <form class="stack form" noValidate ref={form.ref} onSubmit={form.submit}>
      <section class="card stack">
        <h2>{tt.connect.chats}</h2>
        <p class="soft">{chats.items.length === 0 ? tt.connect.noChats : tt.connect.chatsHint}</p>
        <AddBot username={chats.bot_username} />
        <ChatSelect
          label={tt.connect.openLabel}
          name="open_channel_id"
          chats={chats.items}
          value={open}
          other={closed}
          onValue={(open_channel_id) => form.set({ open_channel_id })}
          error={form.error('open_channel_id')}
        />
        <ChatSelect
          label={tt.connect.closedLabel}
          name="closed_channel_id"
          chats={chats.items}
          value={closed}
          other={open}
          onValue={(closed_channel_id) => form.set({ closed_channel_id })}
          error={form.error('closed_channel_id')}
        />
        <MissingRights chat={chats.items.find((chat) => String(chat.chat_id) === open)} />
        <MissingRights
          chat={chats.items.find((chat) => String(chat.chat_id) === closed)}
          isClosed
        />
      </section>
      <section class="card stack">
        <h2>{tt.connect.offer}</h2>
        <TierFields form={form} />
      </section>
      <section class="card stack">
        <h2>{tt.connect.payout}</h2>
        <PayoutFields form={form} />
      </section>
      <section class="card stack">
        <h2>{tt.wallet.title}</h2>
        <WalletFields form={form} />
      </section>
      <FormProblem form={form} />
      <div>
        <Submit isBusy={form.isBusy}>{tt.connect.submit}</Submit>
      </div>
    </form>
  );
}

/** The id in the kind in which the server gave it. */
function idOf(chats: Chats, text: string): string | number {
  return chats.items.find((chat) => String(chat.chat_id) === text)?.chat_id ?? text;
}

function ChatSelect(props: {
  label: string;
  name: string;
  chats: Chat[];
  value: string;
  other: string;
  onValue: (value: string) => void;
  error: string | undefined;
}) {
  const { chats, other, ...rest } = props;
  const free = chats.filter((chat) => !chat.is_used && String(chat.chat_id) !== other);
  return (
    <Select
      {...rest}
      none={tt.connect.choose}
      choices={free.map((chat) => ({ value: String(chat.chat_id), label: chat.title }))}
    />
  );
}

function MissingRights({ chat, isClosed }: { chat: Chat | undefined; isClosed?: boolean }) {
  if (chat === undefined) {
    return null;
  }

  const words = tt.connect.rights;
  const missingRights = [
    chat.can_post ? null : words.post,
    isClosed === true && !chat.can_invite ? words.invite : null,
    isClosed === true && !chat.can_ban ? words.ban : null,
  ].filter((word): word is string => word !== null);
  return missingRights.length === 0 ? null : (
    <p class="note warn" role="status">
      {tt.connect.rightsMissing(chat.title, missingRights.join(', '))}
    </p>
  );
}
