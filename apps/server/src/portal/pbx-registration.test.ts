import { registrationSecret } from '@turnup/domain'
import { readOrderSecret } from '@turnup/store'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createPbxWorld, holdFirst, type PbxWorld, person, place, registeredPbxOrder } from './pbx-world.ts'
import type { Customer } from './portal-world.ts'

let world: PbxWorld
let ada: Customer
beforeAll(async () => {
  world = await createPbxWorld()
  ada = await world.portal.customer()
})
afterAll(() => world.close())

const rowOf = (sfOrderId: string) =>
  world.portal.services.db
    .selectFrom('product_order')
    .selectAll()
    .where('crm_order_id', '=', sfOrderId)
    .executeTakeFirstOrThrow()

describe('a number that needs a registration', () => {
  test('the form is what the carrier asks for', async () => {
    const holdId = await holdFirst(world, ada, 'PBX-NUMBER-INT')
    const { body } = await world.send('GET', `/pbx/number-holds/${holdId}/requirement`, { as: ada })
    expect(body).toMatchObject({ needed: true, requirementId: 'req-1' })
    expect(body.forms[0].proofs).toEqual([{ of: 'identity', quantity: 1, accepted: ['Passport'] }])
    const places = await world.send('GET', '/pbx/places?product=PBX-NUMBER-INT&country=DE&city=ber', {
      as: ada,
    })
    expect(places.body.places).toEqual([{ city: 'Berlin' }, { city: 'Bernau' }])
  })

  test('what was entered is looked at again, and the refusal names the field', async () => {
    const holdId = await holdFirst(world, ada, 'PBX-NUMBER-INT')
    const wrong: [more: object, code: string, field: string][] = [
      [{ lastName: ' ' }, 'FIELD_MISSING', 'lastName'],
      [{ birthDate: '21.07.1984' }, 'DATE_INVALID', 'birthDate'],
      [{ birthDate: '1984-02-30' }, 'DATE_INVALID', 'birthDate'],
      [{ birthDate: '2199-01-01' }, 'BIRTH_DATE_INVALID', 'birthDate'],
      [{ birthDate: new Date().toISOString().slice(0, 4).concat('-01-01') }, 'UNDER_AGE', 'birthDate'],
      [{ country: 'FR' }, 'ADDRESS_ABROAD', 'country'],
      [{ city: 'Bernau' }, 'CITY_ELSEWHERE', 'city'],
      [{ phone: 'call me' }, 'PHONE_INVALID', 'phone'],
    ]
    for (const [more, code, field] of wrong) {
      const { body } = await place(world, ada, registeredPbxOrder(holdId, more))
      expect([body.error?.code, body.error?.field]).toEqual([code, `registration.values.${field}`])
    }
    const unlike = await place(world, ada, registeredPbxOrder(holdId, { city: 'Berl' }))
    expect(unlike.body.error).toMatchObject({ code: 'CITY_UNKNOWN' })
    expect(unlike.body.error.message).toContain('Did you mean Berlin?')
    const nowhere = await place(world, ada, registeredPbxOrder(holdId, { city: 'Nowhereville' }))
    expect(nowhere.body.error).toMatchObject({ code: 'CITY_UNKNOWN', field: 'registration.values.city' })
    const without = await place(world, ada, { ...registeredPbxOrder(holdId), registration: undefined })
    expect(without.body.error.code).toBe('REGISTRATION_MISSING')
    const business = { party: 'business', values: person }
    const company = await place(world, ada, { ...registeredPbxOrder(holdId), registration: business })
    expect(company.body.error.code).toBe('PARTY_NOT_ALLOWED')
  })

  test('personal data is sealed with the order and stands nowhere in clear', async () => {
    world.said.length = 0
    const holdId = await holdFirst(world, ada, 'PBX-NUMBER-INT')
    const placed = await place(world, ada, registeredPbxOrder(holdId, { vatId: 'DE999999999' }))
    expect(placed.status).toBe(201)
    const { id, pbx } = await rowOf(placed.body.sfOrderId)
    expect(pbx?.registration).toMatchObject({
      requirementId: 'req-1',
      party: 'personal',
      route: 'api-upload',
      proofs: [{ of: 'identity', quantity: 1 }],
    })
    const { db, vault } = world.portal.services
    const sealed = JSON.parse((await readOrderSecret(db, vault, id, registrationSecret)) ?? '{}')
    expect(sealed).toEqual({
      version: 1,
      values: { ...person, phone: '+4930901820' },
      cityId: 'id-Berlin',
    })
    const everything = [await dump(world), world.said.join('\n'), JSON.stringify(placed.body)].join('\n')
    expect(everything).toContain(placed.body.sfOrderId)
    for (const secret of [
      'Przybylska',
      'Zuzanna',
      '1984-07-21',
      'Unter den Eichen',
      '4930901820',
      'DE999999999',
    ])
      expect(everything).not.toContain(secret)
    const crmOrder = world.portal.sandbox.systems.salesforce.readRecord('Order', placed.body.sfOrderId)
    expect(JSON.stringify(crmOrder)).not.toContain('Przybylska')
  })
})

/** Every row of every table as text. */
async function dump({ portal }: PbxWorld): Promise<string> {
  const { db } = portal.services
  const tables = await sql<{ name: string }>`
    select table_name as name from information_schema.tables where table_schema = 'public'`.execute(db)
  const texts: string[] = []
  for (const { name } of tables.rows) {
    const { rows } = await sql<{ text: string | null }>`
      select string_agg(row_to_json(t)::text, chr(10)) as text from ${sql.table(name)} t`.execute(db)
    texts.push(rows[0]?.text ?? '')
  }
  return texts.join('\n')
}
