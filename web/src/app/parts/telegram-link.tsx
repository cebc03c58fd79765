import { useState } from 'preact/hooks';
import { post } from '../../api/client';
import { tt } from '../../texts/texts';
import { relative } from '../../ui/format';
import { Action } from './action';

interface Link {
  url: string;
  expires_at: string;
}

/** Gets a link that ties this account to whoever opens it in Telegram. */
export function TelegramLink({ text }: { text: string }) {
  const [link, setLink] = useState<Link | null>(null);
  if (link === null) {
    return <Action act={async () => setLink(await post<Link>('/auth/telegram'))}>{text}</Action>;
  }

  return (
    <div class="stack">
      <div>
        <a class="button main" href={link.url} target="_blank" rel="noopener noreferrer">
          {tt.start.telegramOpen}&nbsp;
          <span class="sign out" aria-hidden="true" />
        </a>
      </div>
      <p class="hint" role="status">
        {tt.start.telegramUntil(relative(link.expires_at))}
      </p>
    </div>
  );
}
