// What a person must never paste into a page. The server knows these too; here they are caught
// before they travel.
const patterns = [
  // Stellar seed.
  /^S[A-Z2-7]{55}$/,
  // Bitcoin's wallet import format and its kin.
  /^[5KLc9][1-9A-HJ-NP-Za-km-z]{50,51}$/,
  // A private key of Ethereum and many others.
  /^(0x)?[0-9a-fA-F]{64}$/,
  // Extended private keys.
  /^[xyzt]prv[1-9A-HJ-NP-Za-km-z]{100,}$/,
  // XRP family seed.
  /^s[1-9A-HJ-NP-Za-km-z]{28}$/,
  // Twelve words or more.
  /^([a-z]{3,8}\s+){11,}[a-z]{3,8}$/,
];

export function looksLikeSecret(text: string): boolean {
  const trimmed = text.trim();
  return patterns.some((pattern) => pattern.test(trimmed));
}
