/** Whether a mail could be sent there; no more can be told without sending one. */
export function isMailAddress(text: string): boolean {
  return text.length <= 254 && /^[^\s@<>"(),;:\\]+@[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,63}$/i.test(text)
}
