import { useEffect, useState } from 'preact/hooks';
import { post } from '../../api/client';
import { useQuery } from '../../api/query';
import type { AddressCheck, Mapping } from '../../api/types';
import { loadErrors } from '../../texts/errors';
import { tt } from '../../texts/texts';
import { explainField } from '../../ui/explain';
import { Input, Select } from '../../ui/fields';
import type { Form } from '../../ui/form';
import { missing } from '../../ui/form';
import { looksLikeSecret } from './secrets';

export interface WalletValues {
  network: string;
  currency: string;
  payout_address: string;
  payout_extra_id: string;
}

export const noWallet: WalletValues = {
  network: '',
  currency: '',
  payout_address: '',
  payout_extra_id: '',
};

/** What the server calls it. */
export function walletBody(values: WalletValues) {
  return {
    payout_coin: `${values.currency}@${values.network}`,
    payout_address: values.payout_address.trim(),
    payout_extra_id: values.payout_extra_id.trim() || null,
  };
}

export function checkWallet(values: WalletValues): Record<string, string> {
  return missing(values, 'network', 'currency', 'payout_address');
}

const typingMs = 400;

/**
 * Network, coin, address and memo. Nothing about money is chosen for the owner: each select only
 * leaves out what does not go with the other.
 */
export function WalletFields<V extends WalletValues>({ form }: { form: Form<V> }) {
  const { data: mapping } = useQuery<Mapping>('/mappings/currency-network');
  const { network, currency, payout_address: address, payout_extra_id: memo } = form.values;
  const set = (changes: Partial<WalletValues>) => form.set(changes as Partial<V>);
  const [check, isChecking] = useAddressCheck(form.values);
  const [wasSecret, setWasSecret] = useState(false);

  const takeAddress = (text: string) => {
    // A key is gone from the page before anything else happens with it, and is never sent.
    const isSecret = looksLikeSecret(text);
    setWasSecret((old) => isSecret || (old && text === ''));
    set({ payout_address: isSecret ? '' : text });
  };

  useEffect(() => {
    if (check?.looks_like_secret === true) {
      setWasSecret(true);
      set({ payout_address: '' });
    }
  }, [check]);

  const networks = (mapping?.networks ?? []).filter(
    (one) => currency === '' || one.currencies.includes(currency),
  );
  const currencies = (mapping?.currencies ?? []).filter(
    (one) => network === '' || one.networks.includes(network),
  );
  const hasMemo = mapping?.networks.find((one) => one.network === network)?.memo === 'optional';
  const fieldError = (field: string) =>
    form.error(field) ??
    (field === 'payout_address' ? form.error('payout_coin') : undefined) ??
    (network !== '' && currency !== ''
      ? check?.errors.filter((error) => error.field === field).map(explainField)[0]
      : undefined);
  const elsewhere = (check?.networks ?? []).filter((one) => one !== network);
  const names = elsewhere
    .map((one) => mapping?.networks.find((known) => known.network === one)?.name ?? one)
    .join(', ');

  return (
    <div class="stack">
      <div class="fields">
        <Select
          label={tt.wallet.network}
          name="network"
          none={tt.wallet.networkNone}
          value={network}
          onValue={(value) => set({ network: value })}
          choices={networks.map((one) => ({ value: one.network, label: one.name }))}
          error={form.error('network')}
        />
        <Select
          label={tt.wallet.currency}
          name="currency"
          none={tt.wallet.currencyNone}
          value={currency}
          onValue={(value) => set({ currency: value })}
          choices={currencies.map((one) => ({
            value: one.currency,
            label:
              one.name.toUpperCase() === one.currency.toUpperCase()
                ? one.name
                : `${one.currency.toUpperCase()} · ${one.name}`,
          }))}
          error={form.error('currency')}
        />
      </div>
      {network === '' && currency === '' ? null : (
        <div>
          <button
            type="button"
            class="button plain slim"
            onClick={() => set({ network: '', currency: '' })}
          >
            {tt.wallet.clear}
          </button>
        </div>
      )}
      {wasSecret ? (
        <p class="note bad" role="alert">
          {tt.wallet.secret}
        </p>
      ) : null}
      <Input
        label={tt.wallet.address}
        hint={
          <span role="status">
            {address === '' || wasSecret ? (
              tt.wallet.addressHint
            ) : isChecking ? (
              tt.wallet.checking
            ) : check?.is_valid === true ? (
              <>
                <span class="sign tick" aria-hidden="true" /> {tt.wallet.valid}
              </>
            ) : elsewhere.length > 0 ? (
              tt.wallet.belongsTo(names)
            ) : (
              tt.wallet.addressHint
            )}
          </span>
        }
        name="payout_address"
        autocomplete="off"
        spellcheck={false}
        maxLength={200}
        value={address}
        onValue={takeAddress}
        error={fieldError('payout_address')}
      />
      {hasMemo ? (
        <Input
          label={`${tt.wallet.memo} (${tt.optional})`}
          hint={tt.wallet.memoHint}
          name="payout_extra_id"
          autocomplete="off"
          spellcheck={false}
          maxLength={64}
          value={memo}
          onValue={(value) => set({ payout_extra_id: value })}
          error={fieldError('payout_extra_id')}
        />
      ) : null}
    </div>
  );
}

/** Asks the server about the address when the typing has paused. */
function useAddressCheck(values: WalletValues): [AddressCheck | null, boolean] {
  const [check, setCheck] = useState<AddressCheck | null>(null);
  const [isChecking, setChecking] = useState(false);
  const { network, currency, payout_address, payout_extra_id } = values;

  useEffect(() => {
    setCheck(null);
    const text = payout_address.trim();
    if (text.length < 10) {
      setChecking(false);
      return;
    }

    let isCurrent = true;
    setChecking(true);
    const timer = setTimeout(() => {
      const body = {
        payout_address: text,
        ...(network !== '' && currency !== '' ? { payout_coin: `${currency}@${network}` } : {}),
        ...(payout_extra_id.trim() === '' ? {} : { payout_extra_id: payout_extra_id.trim() }),
      };
      post<AddressCheck>('/mappings/check-address', body, { isPublic: true })
        .then(async (answer) => {
          await (answer.errors.length === 0 ? null : loadErrors());
          return isCurrent && setCheck(answer);
        })
        // No answer is no verdict: the server looks again when the form is sent.
        .catch(() => undefined)
        .finally(() => isCurrent && setChecking(false));
    }, typingMs);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [network, currency, payout_address, payout_extra_id]);

  return [check, isChecking];
}
