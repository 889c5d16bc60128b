import {
  type BillingClient,
  type NewBillingClient,
  type PaymentMethod,
  type PostalAddress,
  ProviderError,
} from '@turnup/domain'
import { toAddress2 } from './address.ts'
import { encodeTextMap } from './encode.ts'
import { toClient, toPaymentMethod } from './map.ts'
import { provenIfInDoubt } from './proven-write.ts'
import type { Whmcs } from './whmcs.ts'

/** Turns one of WHMCS's "not found" answers into undefined. */
export async function absentIf<Value>(code: string, read: Promise<Value>): Promise<Value | undefined> {
  try {
    return await read
  } catch (error) {
    if (error instanceof ProviderError && error.code === code) return undefined
    throw error
  }
}

async function details(
  whmcs: Whmcs,
  who: { clientid: string } | { email: string },
): Promise<BillingClient | undefined> {
  const found = await absentIf('CLIENT_NOT_FOUND', whmcs.client.getClientsDetails(who))
  return found && toClient(found, whmcs.config)
}

export function findClientByEmail(whmcs: Whmcs, email: string): Promise<BillingClient | undefined> {
  return details(whmcs, { email })
}

export function readClient(whmcs: Whmcs, clientId: string): Promise<BillingClient | undefined> {
  return details(whmcs, { clientid: clientId })
}

/** R026, R037. The address comes later (R044), hence skipvalidation. After a lost reply look by e-mail: it is unique. */
export async function createClient(whmcs: Whmcs, client: NewBillingClient): Promise<{ clientId: string }> {
  const { clientid } = await whmcs.client.addClient({
    firstname: client.firstName,
    lastname: client.lastName,
    companyname: client.company,
    email: client.email,
    phonenumber: client.phone,
    password2: client.password,
    notes: client.notes,
    customfields: encodeTextMap({ [whmcs.config.customerNumberFieldId]: client.customerNumber }),
    skipvalidation: true,
    noemail: whmcs.config.suppressWelcomeMail ? true : undefined,
  })
  return { clientId: clientid }
}

/** R046. Sending the same address twice harms nothing. */
export async function updateAddress(
  whmcs: Whmcs,
  clientId: string,
  address: PostalAddress,
  phone?: string,
): Promise<void> {
  const change = {
    address1: address.street,
    address2: toAddress2(address),
    city: address.city,
    state: address.state,
    postcode: address.postalCode,
    country: address.country,
  }
  await provenIfInDoubt(
    () =>
      whmcs.client.updateClient({ clientid: clientId, ...change, phonenumber: phone, skipvalidation: true }),
    async () => {
      const stored = await readClient(whmcs, clientId)
      return (
        stored !== undefined &&
        stored.address.street === address.street &&
        stored.address.postalCode === address.postalCode &&
        toAddress2(stored.address) === change.address2 &&
        (phone === undefined || stored.phone === phone)
      )
    },
  )
}

/** R048. */
export async function listPaymentMethods(whmcs: Whmcs, clientId: string): Promise<PaymentMethod[]> {
  const { paymethods } = await whmcs.client.getPayMethods(clientId)
  return paymethods.map(toPaymentMethod)
}
