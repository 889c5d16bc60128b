import { createSign } from 'node:crypto'
import { crmAccount, crmProduct } from './crm-records.ts'
import type { Stack } from './start-stack.ts'

export interface ClerkOrder {
  customerNumber: string
  lines: { sku: string; quantity?: number; configOptions?: Record<string, string> }[]
  status?: string
}

/** An order that a person types into Salesforce: without any reference of ours. @returns its id */
export async function typeInOrder(stack: Stack, order: ClerkOrder): Promise<string> {
  const { salesforce } = stack.sandbox.systems
  const token = await logIn(stack)
  const insert = async (object: string, fields: Record<string, unknown>): Promise<string> => {
    const response = await fetch(`${stack.sandbox.url}/salesforce/services/data/v64.0/sobjects/${object}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(fields),
    })
    const answer = (await response.json()) as { id: string }
    if (response.status !== 201)
      throw new Error(`Salesforce answered ${response.status}: ${JSON.stringify(answer)}`)
    return answer.id
  }
  const pricebook = salesforce.listRecords('Pricebook2').find(({ Name }) => Name === 'Portal')
  const orderId = await insert('Order', {
    AccountId: crmAccount(stack, order.customerNumber).Id,
    Status: order.status ?? 'Draft',
    EffectiveDate: new Date().toISOString().slice(0, 10),
    Pricebook2Id: pricebook?.Id,
  })
  for (const { sku, quantity = 1, configOptions } of order.lines) {
    const { Id: productId } = crmProduct(stack, sku)
    const entry = salesforce.listRecords('PricebookEntry').find(({ Product2Id }) => Product2Id === productId)
    await insert('OrderItem', {
      OrderId: orderId,
      Product2Id: productId,
      PricebookEntryId: entry?.Id,
      Quantity: quantity,
      UnitPrice: entry?.UnitPrice,
      ...(configOptions ? { ConfigOptions_JSON__c: JSON.stringify(configOptions) } : {}),
    })
  }
  return orderId
}

/** JWT bearer, as any program of the provider would. */
async function logIn(stack: Stack): Promise<string> {
  const { clientId, username, privateKey } = stack.sandbox.systems.salesforce.demoCredentials()
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const claims = {
    iss: clientId,
    sub: username,
    aud: `${stack.sandbox.url}/salesforce`,
    exp: Math.floor(Date.now() / 1_000) + 120,
  }
  const text = `${part({ alg: 'RS256' })}.${part(claims)}`
  const signature = createSign('RSA-SHA256').update(text).sign(privateKey).toString('base64url')
  const response = await fetch(`${stack.sandbox.url}/salesforce/services/oauth2/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
      assertion: `${text}.${signature}`,
    }),
  })
  const answer = (await response.json()) as { access_token?: string }
  if (!answer.access_token) throw new Error(`Signing in at Salesforce answered ${JSON.stringify(answer)}`)
  return answer.access_token
}
