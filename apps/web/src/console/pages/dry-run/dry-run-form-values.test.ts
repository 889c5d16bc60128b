import { expect, test } from 'vitest'
import { askedBy, type DryRunValues, placeOf, problemsOf } from './dry-run-form-values.ts'

const values: DryRunValues = {
  source: 'items',
  crmOrderId: '801 half typed',
  customerNumber: ' C-1001 ',
  items: [{ row: 'a', productId: 'SIM-DATA', quantity: 2, options: [{ key: 'speed', value: ' 50 ' }] }],
}

test('only the half that was chosen is sent', () => {
  expect(askedBy(values)).toEqual({
    customerNumber: 'C-1001',
    items: [{ productId: 'SIM-DATA', quantity: 2, configOptions: { speed: '50' } }],
  })
  expect(askedBy({ ...values, source: 'crm', crmOrderId: '801000000000001' })).toEqual({
    crmOrderId: '801000000000001',
  })
})

test('what is missing is said at its field before anything is sent', () => {
  expect(problemsOf(values)).toEqual({})
  expect(Object.keys(problemsOf({ ...values, source: 'crm' }))).toEqual(['crmOrderId'])
  const empty = {
    ...values,
    customerNumber: '',
    items: [{ ...values.items[0]!, productId: '', quantity: 0 }],
  }
  expect(Object.keys(problemsOf(empty))).toEqual(['customerNumber', 'items.0.productId', 'items.0.quantity'])
})

test('an option that the product asks for gets a row with the refusal beside it', () => {
  const place = placeOf(values, 'items.0.configOptions.iccid')
  expect(place?.path).toBe('items.0.options.1.value')
  expect(place?.values.items[0]?.options[1]).toEqual({ key: 'iccid', value: '' })
  expect(placeOf(values, 'items.0.configOptions.speed')?.path).toBe('items.0.options.0.value')
  expect(placeOf(values, 'items.7.productId')).toBeUndefined()
  expect(placeOf(values, undefined)).toBeUndefined()
})
