import fc from 'fast-check'
import { unserialize } from 'php-serialize'
import { describe, expect, test } from 'vitest'
import { encodeForm, encodeOptionMap, encodeTextMap } from './encode.ts'

const decode = (base64: string) => Buffer.from(base64, 'base64').toString('utf8')

describe('form bodies as PHP reads them', () => {
  test('arrays carry their index, gaps included; what is false or absent is left out', () => {
    const body = encodeForm({
      clientid: '7',
      pid: { 0: '101', 1: '103' },
      priceoverride: { 1: '9.00' },
      noemail: undefined,
    })
    expect([...new URLSearchParams(body)]).toEqual([
      ['clientid', '7'],
      ['pid[0]', '101'],
      ['pid[1]', '103'],
      ['priceoverride[1]', '9.00'],
    ])
  })

  test('any text arrives as it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (note, value) => {
        const sent = new URLSearchParams(encodeForm({ note, list: { 3: value } }))
        expect(sent.get('note')).toBe(note)
        expect(sent.get('list[3]')).toBe(value)
      }),
    )
  })
})

describe('serialised maps', () => {
  test('the example of the API reference', () => {
    expect(encodeOptionMap({ '1': '999' })).toBe('YToxOntpOjE7aTo5OTk7fQ==')
  })

  test('lengths count bytes, keys that are whole numbers become numbers, texts keep their zeros', () => {
    expect(decode(encodeTextMap({ '12': '0089', name: 'é' }))).toBe(
      'a:2:{i:12;s:4:"0089";s:4:"name";s:2:"é";}',
    )
    expect(decode(encodeOptionMap({ '012': '1', '-0': '2' }))).toBe('a:2:{s:3:"012";i:1;s:2:"-0";i:2;}')
  })

  test('keys beyond 64 bits stay texts, those within become numbers exactly', () => {
    expect(decode(encodeTextMap({ '9223372036854775807': 'a' }))).toBe('a:1:{i:9223372036854775807;s:1:"a";}')
    expect(decode(encodeTextMap({ '9223372036854775808': 'a' }))).toBe(
      'a:1:{s:19:"9223372036854775808";s:1:"a";}',
    )
  })

  test('whatever goes in comes out again', () => {
    const keys = fc.oneof(fc.nat().map(String), fc.stringMatching(/^[a-z]{1,8}$/))
    fc.assert(
      fc.property(fc.dictionary(keys, fc.string({ unit: 'grapheme' }), { minKeys: 1 }), (map) => {
        const read = Object.entries(unserialize(decode(encodeTextMap(map))) as object)
        expect(new Map(read)).toEqual(new Map(Object.entries(map)))
      }),
    )
  })
})
