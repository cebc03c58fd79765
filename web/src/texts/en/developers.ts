import { common } from './common';

const texts = {
  ...common,
  developers: {
    title: 'API for programs',
    lead: 'Everything that the site does, your programs can do. The texts below come from the server’s own document, in English.',
    document: 'OpenAPI document',
    search: 'Search routes',
    none: 'No route has all of these words.',
    open: 'Open to everybody.',
    closed: 'Wants an access token or an API key.',
    parameters: 'Parameters',
    places: {
      path: 'in the path',
      query: 'in the query',
      header: 'header',
    } as Record<string, string>,
    required: 'required',
    body: 'Request',
    answer: 'Answer',
    empty: 'Nothing.',
    refusals: 'Refusals',
    members: 'Members',
    basics: {
      address: 'Address',
      key: 'Signing in',
      keyText: 'Make a key; it is shown once. It reads, or reads and writes, as you choose.',
      keyLink: 'Your API keys',
      errors: 'Errors',
      errorsText:
        'A problem document (RFC 9457): “code” never changes, “title” says what to do, “errors” names the fields.',
      once: 'Once',
      onceText:
        'Where Idempotency-Key is wanted, send a new value for each intention and the same one for each try. The answer is kept for seven days.',
      pages: 'Long lists',
      pagesText:
        'Newest first. “next_cursor” of one page is “cursor” of the next; null ends the list.',
    },
  },
};

export type DeveloperTexts = typeof texts;
export default texts;
