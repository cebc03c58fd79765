import type { ComponentChildren } from 'preact';
import { useQuery } from '../../api/query';
import type { Channel } from '../../api/types';
import { tt } from '../../texts/texts';
import { ProblemNote } from '../../ui/fields';
import { Skeleton } from '../parts/show';
import { Tabs } from '../parts/tabs';
import { Title } from '../parts/title';

export interface LoadedChannel {
  channel: Channel;
  etag: string | null;
  reload: () => void;
}

/** What all pages of one channel share: its name, the ways between them, and its loading. */
export function ChannelFrame(props: {
  id: string;
  children: (loaded: LoadedChannel) => ComponentChildren;
}) {
  const base = `/channels/${props.id}`;
  const { data, etag, problem, reload } = useQuery<Channel>(base);
  const tabs = tt.channels.tabs;
  return (
    <>
      <Title
        text={data?.closed_title ?? tt.channels.title}
        back={{ to: '/channels', text: tt.channels.title }}
      />
      <Tabs
        label={tt.channels.title}
        tabs={[
          [base, tabs.overview],
          [`${base}/edit`, tabs.edit],
          [`${base}/wallet`, tabs.wallet],
          [`${base}/coupons`, tabs.coupons],
          [`${base}/notifications`, tabs.notifications],
        ]}
      />
      <ProblemNote problem={problem} onRetry={reload} />
      {data !== null ? (
        props.children({ channel: data, etag, reload })
      ) : problem === null ? (
        <Skeleton lines={2} kind="card-size" />
      ) : null}
    </>
  );
}
