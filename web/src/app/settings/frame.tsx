import type { ComponentChildren } from 'preact';
import { tt } from '../../texts/texts';
import { Tabs } from '../parts/tabs';
import { Title } from '../parts/title';

export function SettingsFrame({ children }: { children: ComponentChildren }) {
  const tabs = tt.settings.tabs;
  return (
    <>
      <Title text={tt.settings.title} />
      <Tabs
        label={tt.settings.title}
        tabs={[
          ['/settings', tabs.account],
          ['/settings/security', tabs.security],
          ['/settings/sessions', tabs.sessions],
          ['/settings/keys', tabs.keys],
          ['/settings/webhooks', tabs.webhooks],
          ['/settings/activity', tabs.activity],
        ]}
      />
      {children}
    </>
  );
}
