import fc from 'fast-check'
import { expect, test } from 'vitest'
import { labelFromCompany, otherLabels, tenantDomain } from './tenant-domain.ts'

const base = 'pbx.example.com'

test.each([
  ['Acme Corp.', 'acme-corp'],
  ["O'Neill & Söhne GmbH", 'oneill-soehne-gmbh'],
  ['  Peña   Telefonía  ', 'pena-telefonia'],
  ['Łódź Sp. z o.o.', 'lodz-sp-z-oo'],
  ['日本', ''],
  ['---', ''],
])('%s makes the label %j', (company, label) => {
  expect(labelFromCompany(company)).toBe(label)
})

test.each([
  ['acme', 'acme.pbx.example.com'],
  [' ACME.PBX.Example.com. ', 'acme.pbx.example.com'],
  ['acme.other.example.com', undefined],
  ['a.b', undefined],
  ['-acme', undefined],
  ['xn--acme', undefined],
  ['admin', undefined],
  ['', undefined],
  ['pbx.example.com', undefined],
])('%j is the domain %j', (typed, domain) => {
  expect(tenantDomain(typed, base)).toBe(domain)
})

test('whatever a company is called, its label is a host name or nothing, and so are the suggestions', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (company) => {
      const label = labelFromCompany(company)
      expect(label).toMatch(/^$|^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/)
      expect(label.length).toBeLessThanOrEqual(40)
      if (!label || label.startsWith('xn--') || /^..--/.test(label)) return
      for (const other of otherLabels(label)) expect(tenantDomain(other, base)).toBe(`${other}.${base}`)
    }),
  )
})
