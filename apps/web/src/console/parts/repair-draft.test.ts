import { describe, expect, test } from 'vitest'
import { firstDraft, parseRepair } from './repair-draft.ts'

const target = {
  name: 'billing.add-order of 00000001',
  orders: 1,
  step: {
    key: 'billing.add-order',
    action: 'billing.add-order',
    input: { clientId: '2', promoCode: null, lines: [{ quantity: 1 }] },
  },
}

describe('a repair', () => {
  test('to try again needs no reason; every other one does', () => {
    expect(parseRepair(firstDraft(target, 'retry'))).toEqual({ ok: true, repair: { kind: 'retry' } })
    const skipped = firstDraft(target, 'skip')
    expect(parseRepair(skipped)).toMatchObject({ ok: false, problems: { reason: expect.any(String) } })
    expect(parseRepair({ ...skipped, reason: ' done by hand ' })).toEqual({
      ok: true,
      repair: { kind: 'skip', reason: 'done by hand' },
    })
  })

  test('of one field sends the kind of value that it had', () => {
    const draft = { ...firstDraft(target, 'change-input'), reason: 'typed wrong' }
    expect(draft).toMatchObject({ field: 'clientId', value: { kind: 'text', text: '2' } })
    const changed = { ...draft, value: { kind: 'text' as const, text: '77' } }
    expect(parseRepair(changed)).toMatchObject({ repair: { field: 'clientId', value: '77' } })
    const none = { ...draft, field: 'promoCode', value: { kind: 'none' as const, text: '77' } }
    expect(parseRepair(none)).toMatchObject({ repair: { field: 'promoCode', value: null } })
  })

  test('by adopting asks for what the step gives, and takes no empty answer', () => {
    const draft = { ...firstDraft(target, 'adopt'), reason: 'found it' }
    expect(draft.result.map(({ name }) => name)).toEqual(['orderId', 'serviceIds'])
    expect(parseRepair(draft)).toMatchObject({ ok: false, problems: { result: 'Fill in orderId.' } })
    const result = draft.result.map((field) => ({
      ...field,
      draft: { ...field.draft, text: field.name === 'orderId' ? '41' : '["311"]' },
    }))
    expect(parseRepair({ ...draft, result })).toEqual({
      ok: true,
      repair: { kind: 'adopt', result: { orderId: '41', serviceIds: ['311'] }, reason: 'found it' },
    })
  })

  test('never sends back what is hidden, nor what is no JSON', () => {
    const draft = { ...firstDraft(target, 'replace'), reason: 'another client' }
    expect(parseRepair(draft)).toMatchObject({ ok: true, repair: { input: target.step.input } })
    for (const input of ['{"token": "[redacted]"}', '{"clientId": }', '["a"]'])
      expect(parseRepair({ ...draft, input })).toMatchObject({
        ok: false,
        problems: { input: expect.any(String) },
      })
  })

  test('with a SIM asks for its number and not for the place where it is kept', () => {
    const step = { key: 'line.activate:1.1', action: 'line.activate', input: { iccidSecret: 'iccid:1.1' } }
    expect(firstDraft({ ...target, step }, 'change-input').value).toEqual({ kind: 'text', text: '' })
  })
})
