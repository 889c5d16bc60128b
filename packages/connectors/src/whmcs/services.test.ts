import { expect, test } from 'vitest'
import { readService } from './services.ts'
import type { Whmcs } from './whmcs.ts'
import { ServicePage } from './wire.ts'

test("a service that WHMCS gives although it is another client's is not passed on", async () => {
  const page = ServicePage.parse({
    totalresults: 1,
    products: { product: [{ id: 5, clientid: 2, orderid: 1, pid: 101, status: 'Active' }] },
  })
  const whmcs = {
    config: { currency: 'USD' },
    client: { getClientsProducts: async () => page },
  } as unknown as Whmcs
  expect((await readService(whmcs, '2', '5'))?.serviceId).toBe('5')
  expect(await readService(whmcs, '3', '5')).toBeUndefined()
  expect(await readService(whmcs, '2', '6')).toBeUndefined()
})
