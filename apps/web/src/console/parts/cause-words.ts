/** Names that keep their own way of writing inside a sentence. */
const ownSpelling: Record<string, string> = {
  crm: 'CRM',
  esim: 'eSIM',
  iccid: 'ICCID',
  sim: 'SIM',
  smdp: 'SM-DP+',
  whmcs: 'WHMCS',
  id: 'id',
}

/** A cause in words, from its stable code: PAYMENT_METHOD_MISSING becomes "Payment method missing". */
export function causeWords(code: string): string {
  const words = code
    .split('_')
    .map((word) => ownSpelling[word.toLowerCase()] ?? word.toLowerCase())
    .join(' ')
  return words.startsWith('eSIM') ? words : words.charAt(0).toUpperCase() + words.slice(1)
}
