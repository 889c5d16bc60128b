import type { SsoDestination } from '@turnup/domain'
import type { FormParams } from './encode.ts'
import { rejected } from './errors.ts'
import { readInvoice } from './invoices.ts'
import type { Whmcs } from './whmcs.ts'

/** WHMCS's own limit for a token. */
const expiresInSeconds = 60

/**
 * R049. A link that signs the customer in to WHMCS once, within a minute.
 * @throws ProviderError INVOICE_NOT_FOUND when the invoice is not this client's, SSO_BLOCKED
 */
export async function createSsoLink(
  whmcs: Whmcs,
  clientId: string,
  destination: SsoDestination,
): Promise<{ url: string; expiresInSeconds: number }> {
  if (destination.page === 'invoice' && !(await readInvoice(whmcs, clientId, destination.invoiceId))) {
    throw rejected(
      'CreateSsoToken',
      'INVOICE_NOT_FOUND',
      `Client ${clientId} has no invoice ${destination.invoiceId}.`,
    )
  }
  const token = await whmcs.client.createSsoToken({
    client_id: clientId,
    ...ssoTarget(destination, whmcs.config.ssoBasePath),
  })
  return { url: token.redirect_url, expiresInSeconds }
}

/** Pages with a documented destination use it; the others go by path. */
function ssoTarget(destination: SsoDestination, basePath: string): FormParams {
  const toPath = (path: string): FormParams => ({
    destination: 'sso:custom_redirect',
    sso_redirect_path: `${basePath}${path}`,
  })
  switch (destination.page) {
    case 'payment-methods':
      return toPath('index.php?rp=/account/paymentmethods')
    case 'invoice':
      return toPath(`viewinvoice.php?id=${encodeURIComponent(destination.invoiceId)}`)
    case 'invoices':
      return { destination: 'clientarea:invoices' }
    case 'services':
      return { destination: 'clientarea:services' }
  }
}
