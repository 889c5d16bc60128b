/**
 * Adds a card on the billing system's own page, the way a customer does: through the single sign-on link, once, and with
 * the session it gives.
 */
export async function addCard(ssoUrl: string): Promise<void> {
  const landing = await fetch(ssoUrl, { redirect: 'manual', signal: AbortSignal.timeout(10_000) })
  const cookie = landing.headers.get('set-cookie')?.split(';')[0]
  if (!cookie)
    throw new Error(`The billing system's sign-on page answered ${landing.status} without a session.`)
  const root = ssoUrl.slice(0, ssoUrl.indexOf('/whmcs/') + '/whmcs'.length)
  const added = await fetch(`${root}/cards/add`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ number: '4242 4242 4242 4242', expiry: '12/31' }),
    redirect: 'manual',
    signal: AbortSignal.timeout(10_000),
  })
  if (added.status >= 400) throw new Error(`The card page answered ${added.status}.`)
}
