import { request } from '../../api/client';
import { invalidate } from '../../api/query';
import { tt } from '../../texts/texts';
import { announce } from '../../ui/announce';
import { Check, ProblemNote, Submit } from '../../ui/fields';
import { useForm } from '../../ui/form';
import type { PageProps } from '../router';
import { useState } from 'preact/hooks';
import { ChannelFrame, type LoadedChannel } from './frame';

export default function NotificationsOfChannel({ params }: PageProps) {
  // Stays while the form is exchanged for that of the new version.
  const [isSaved, setSaved] = useState(false);
  return (
    <ChannelFrame id={params['id'] ?? ''}>
      {({ channel, etag, reload }) => (
        <Notifications
          key={channel.version}
          channel={channel}
          etag={etag}
          reload={reload}
          isSaved={isSaved}
          setSaved={setSaved}
        />
      )}
    </ChannelFrame>
  );
}

function Notifications(
  props: LoadedChannel & { isSaved: boolean; setSaved: (isSaved: boolean) => void },
) {
  const { channel, isSaved, setSaved } = props;
  const form = useForm({ muted_events: channel.muted_events }, async (body) => {
    setSaved(false);
    await request('PATCH', `/channels/${channel.channel_id}`, { body, ifMatch: props.etag });
    setSaved(true);
    announce(tt.notify.saved);
    invalidate('/channels');
  });
  const { muted_events: muted } = form.values;
  const set = (event: string, isWanted: boolean) => {
    const others = muted.filter((one) => one !== event);
    form.set({ muted_events: isWanted ? others : [...others, event] });
  };

  return (
    <form class="card stack form" ref={form.ref} onSubmit={form.submit}>
      <h2>{tt.notify.title}</h2>
      <p class="soft">{tt.notify.lead}</p>
      <div>
        {Object.entries(tt.notify.events).map(([event, text]) => (
          <Check
            key={event}
            checked={!muted.includes(event)}
            onChecked={(isWanted) => set(event, isWanted)}
          >
            {text}
          </Check>
        ))}
      </div>
      <ProblemNote
        problem={form.problem}
        {...(form.problem?.status === 412 ? { onRetry: props.reload } : {})}
      />
      <div class="row">
        <Submit isBusy={form.isBusy}>{tt.save}</Submit>
        {isSaved ? <span class="said">{tt.notify.saved}</span> : null}
      </div>
    </form>
  );
}
