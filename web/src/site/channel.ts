import type { PublicChannel, Tier } from '../api/types';
import type { SiteTexts } from '../texts/en/site';
import { usd } from '../ui/format';
import { siteTexts, translatePage } from './translate';

// The page that owners share. Small, because people open it inside Telegram on a phone.

const offer = document.getElementById('offer')!;

void show();

async function show(): Promise<void> {
  offer.ariaBusy = 'true';
  const [texts] = await Promise.all([siteTexts(), translatePage()]);
  try {
    const response = await fetch(`/webapi/api/public/channels/${linkCode()}`, {
      signal: AbortSignal.timeout(20_000),
    });
    if (response.ok) {
      draw(texts, (await response.json()) as PublicChannel);
    } else if (response.status === 404) {
      await response.text();
      drawNote(texts.goneTitle, texts.goneText);
    } else {
      drawFailure(texts);
    }
  } catch {
    drawFailure(texts);
  }

  offer.ariaBusy = 'false';
}

function linkCode(): string {
  return encodeURIComponent(location.pathname.split('/')[2] ?? '');
}

function draw(texts: SiteTexts, channel: PublicChannel): void {
  document.title = channel.title;
  offer.replaceChildren(element('h1', '', channel.title));
  if (channel.description) {
    offer.append(element('p', 'about', channel.description));
  }

  if (!channel.is_selling) {
    offer.append(element('p', 'note', texts.notSelling));
    return;
  }

  if (channel.trial_days > 0) {
    offer.append(element('p', 'note good', texts.trial(channel.trial_days)));
  }

  if (channel.tiers.length === 0) {
    offer.append(element('p', 'note', texts.noTiers));
  } else {
    offer.append(element('h2', 'visually-hidden', texts.tiers));
  }

  offer.append(...channel.tiers.map((tier) => tierCard(texts, tier)));
  const donationLink = telegramLink(channel.donation_link);
  if (donationLink !== null) {
    const link = element('a', 'button', texts.donate);
    link.href = donationLink;
    offer.append(link);
  }
}

function tierCard(texts: SiteTexts, tier: Tier): HTMLElement {
  const card = element('div', 'card tier', '');
  const words = element('div', '', '');
  words.append(
    element('div', 'price', usd(tier.price_usd)),
    element('div', 'soft', texts.days(tier.days)),
  );
  card.append(words);
  const link = telegramLink(tier.link);
  if (link !== null) {
    const button = element('a', 'button main', texts.join);
    button.href = link;
    button.ariaLabel = `${texts.join}: ${texts.days(tier.days)}, ${usd(tier.price_usd)}`;
    card.append(button);
  }

  return card;
}

function drawNote(title: string, text: string): void {
  document.title = title;
  offer.replaceChildren(element('h1', '', title), element('p', 'about', text));
}

function drawFailure(texts: SiteTexts): void {
  drawNote(texts.failedTitle, texts.failedText);
  const button = element('button', 'button', texts.retry);
  button.type = 'button';
  button.addEventListener('click', () => void show());
  offer.append(button);
}

/** Buyers are sent to Telegram and nowhere else. */
function telegramLink(link: string | null): string | null {
  return link?.startsWith('https://t.me/') === true ? link : null;
}

function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  className: string,
  text: string,
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}
