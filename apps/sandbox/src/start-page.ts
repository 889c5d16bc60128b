import { escapeHtml, faultKinds, page, type SandboxContext, table } from '@turnup/connectors/sandbox-kit'
import { systemNames } from './systems.ts'

/** Where a person acts in the real system, and the page here that stands in for it. */
const desks: { href: string; name: string; stands: string; act: string }[] = [
  {
    href: '/salesforce',
    name: 'Salesforce',
    stands: 'the CRM',
    act: 'Customer service checks eligibility and approves orders; "Provision in WHMCS" calls the webhook.',
  },
  {
    href: '/whmcs',
    name: 'WHMCS',
    stands: 'billing',
    act: 'Customers add and remove payment cards, look at orders, services and invoices.',
  },
  {
    href: '/es2plus',
    name: 'SM-DP+',
    stands: 'eSIM profiles',
    act: 'A phone scans an activation code: download, installation, removal.',
  },
  {
    href: '/mvne',
    name: 'MVNE',
    stands: 'lines and top-ups',
    act: 'The network suspends and resumes lines.',
  },
  {
    href: '/mail',
    name: 'Mail',
    stands: 'SMTP and SendGrid',
    act: 'Everybody reads the mails that were sent.',
  },
  {
    href: '/voip-ms',
    name: 'VoIP.ms',
    stands: 'carrier 1',
    act: 'Other customers buy numbers; the account runs out of money.',
  },
  {
    href: '/didww',
    name: 'DIDWW',
    stands: 'carrier 2',
    act: 'Its people approve and reject verifications, fill orders, block and end numbers.',
  },
  {
    href: '/fusionpbx',
    name: 'FusionPBX',
    stands: 'the PBX and its switch',
    act: 'Gateways register or fail; somebody makes a tenant by hand.',
  },
]

function options(values: readonly string[]): string {
  return values.map((value) => `<option>${escapeHtml(value)}</option>`).join('')
}

/** Sends what the form says as JSON, as any test would. */
const script = `
const send = (method, path, body) => fetch(path, { method, headers: body ? { 'content-type': 'application/json' } : {},
  body: body && JSON.stringify(body) }).then(async (answer) => answer.ok ? location.reload() : alert(await answer.text()))
document.querySelector('#fault').addEventListener('submit', (event) => {
  event.preventDefault()
  const given = Object.fromEntries([...new FormData(event.target)].filter(([, value]) => value !== ''))
  if (given.count) given.count = Number(given.count)
  send('POST', '/_sandbox/faults', given)
})
document.querySelector('#clear').addEventListener('click', () => send('DELETE', '/_sandbox/faults'))
document.querySelector('#hour').addEventListener('click', () => send('POST', '/_sandbox/clock', { moveMs: 3600000 }))
document.querySelector('#day').addEventListener('click', () => send('POST', '/_sandbox/clock', { moveMs: 86400000 }))
document.querySelector('#reset').addEventListener('click', () =>
  confirm('Back to the seed? All records here are lost.') && send('POST', '/_sandbox/reset'))
`

/** The first page: what is imitated, who acts where, what goes wrong at the moment, and what was called. */
export function startPage(context: SandboxContext, addresses: Record<string, string>): string {
  const present = desks.filter(({ href }) => addresses[href.slice(1)] !== undefined)
  const people = present.map(({ href, name, stands, act }) => [
    `<a href="${href}">${escapeHtml(name)}</a>`,
    escapeHtml(stands),
    escapeHtml(act),
  ])
  const faults = context.faults
    .list()
    .map((rule) => [
      rule.system,
      escapeHtml(rule.operation ?? 'any'),
      escapeHtml(rule.kind),
      escapeHtml(
        [rule.count && `${rule.count} times`, rule.probability && `in ${rule.probability * 100} % of calls`]
          .filter(Boolean)
          .join(', ') || 'always',
      ),
      escapeHtml(rule.contains ?? ''),
    ])
  const calls = context.journal
    .list()
    .slice(-15)
    .reverse()
    .map(({ at, system, operation, outcome, fault }) =>
      [at.slice(11, 19), system, operation, outcome, fault ?? ''].map(escapeHtml),
    )
  return page(
    'Turnup sandbox',
    `<p>Every outside system, imitated on the wire. Nothing here is real, and nothing leaves this machine.</p>
<h2>Who acts where</h2>${table(['System', 'Stands for', 'What people do there'], people)}
<h2>Addresses</h2>${table(
      ['Name', 'Address'],
      Object.entries(addresses).map(([name, address]) => [
        escapeHtml(name),
        `<code>${escapeHtml(address)}</code>`,
      ]),
    )}
<h2>Faults</h2>${table(['System', 'Operation', 'What goes wrong', 'How often', 'Only with'], faults)}
<p><form id="fault"><select name="system" aria-label="System">${options(systemNames)}</select>
<input name="operation" placeholder="any operation" aria-label="Operation">
<select name="kind" aria-label="What goes wrong">${options(faultKinds)}</select>
<input name="count" type="number" min="1" placeholder="always" aria-label="How often" size="6">
<button>Make it fail</button></form> <button id="clear">No faults</button></p>
<h2>Clock</h2><p>${context.clock.now().toISOString()} <button id="hour">One hour on</button> <button id="day">One day on</button></p>
<h2>Latest calls</h2>${table(['Time', 'System', 'Operation', 'Outcome', 'Fault'], calls)}
<p class="note">The same by machine: <a href="/_sandbox/journal?limit=100">/_sandbox/journal</a>,
<a href="/_sandbox/faults">/_sandbox/faults</a>, <a href="/_sandbox/clock">/_sandbox/clock</a>.</p>
<p><button id="reset">Back to the seed</button></p><script>${script}</script>`,
  )
}
