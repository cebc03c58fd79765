import { plural } from '../language';

export const common = {
  product: 'PayGatePrime',
  skip: 'Skip to content',
  required: 'Please fill this in.',
  wholeNumber: 'Write a whole number.',
  number: 'Write a number.',
  optional: 'optional',
  show: 'Show',
  hide: 'Hide',
  cancel: 'Cancel',
  close: 'Close',
  save: 'Save',
  saved: 'Saved.',
  retry: 'Try again',
  copy: 'Copy',
  copied: 'Copied.',
  working: 'One moment …',
  theme: { toDark: 'Switch to dark colours', toLight: 'Switch to light colours' },
  password: 'Password',
  newPassword: 'New password',
  passwordHint:
    'At least 8 characters, with an upper case letter, a lower case letter and a digit.',
  email: 'E-\u2060mail address',
  code: 'Code from your authenticator app',
  codeHint: 'Six digits; a recovery code works as well.',
  notFound: {
    title: 'There is nothing here',
    text: 'The address may be mistyped, or what was here is gone.',
  },
  problem: {
    unreachable: 'The server did not answer. Check your connection and try again.',
    unexpected: 'Something went wrong on this page. Reload it and try again.',
    tooMany: (seconds: number | null) =>
      seconds === null
        ? 'Too many tries. Please wait a little.'
        : `Too many tries. Please wait ${seconds} ${plural(seconds, { one: 'second', other: 'seconds' })}.`,
    server: 'The server has a problem. Nothing was lost; please try again in a minute.',
    notFound: 'This does not exist, or it is not yours.',
    forbidden: 'You may not do this.',
    check: 'Please check the marked fields.',
    other: 'That did not work.',
  },
  // What the server may say at any time, by its codes; `errors` has the rest.
  codes: {
    invalid_credentials: 'The name or the password is wrong.',
    totp_invalid: 'This code is wrong, too old, or has been used. Wait for the next one.',
    token_invalid: 'This link is too old, has been used, or was replaced by a newer one.',
    email_unverified: 'Confirm your e-\u2060mail address first. We have sent you a link.',
    version_changed:
      'Somebody changed this channel while you were editing. Load the newest state and make your change again.',
  },
};

export type Common = typeof common;
