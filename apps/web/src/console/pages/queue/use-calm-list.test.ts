import { describe, expect, test } from 'vitest'
import { settle } from './use-calm-list.ts'

const rows = (...ids: string[]) => ids.map((id) => ({ id, at: 'before' }))
const fresh = (...ids: string[]) => ids.map((id) => ({ id, at: 'now' }))

describe('a list that changes while people work in it', () => {
  test('keeps every row in its place, as it is now', () => {
    const { rows: shown, news } = settle(rows('c', 'b', 'a'), fresh('b', 'c', 'a'), false)
    expect(shown).toEqual(fresh('c', 'b', 'a'))
    expect(news).toBe(0)
  })

  test('holds what came on top until it is asked for', () => {
    const { rows: shown, news } = settle(rows('b', 'a'), fresh('d', 'c', 'b', 'a'), false)
    expect(shown.map(({ id }) => id)).toEqual(['b', 'a'])
    expect(news).toBe(2)
  })

  test('shows the next page below at once', () => {
    const { rows: shown, news } = settle(rows('d', 'c'), fresh('d', 'c', 'b', 'a'), false)
    expect(shown.map(({ id }) => id)).toEqual(['d', 'c', 'b', 'a'])
    expect(news).toBe(0)
  })

  test('marks what has left the view, and says so of none that were only pushed off the page', () => {
    // c has left; a was pushed to the next page by d.
    const { rows: shown, gone } = settle(rows('c', 'b', 'a'), fresh('d', 'b'), true)
    expect(shown.map(({ id }) => id)).toEqual(['c', 'b', 'a'])
    expect([...gone]).toEqual(['c'])
    expect([...settle(rows('c', 'b', 'a'), fresh('b'), false).gone]).toEqual(['c', 'a'])
  })

  test('is empty when nothing is left, and full when it begins', () => {
    expect(settle(rows('a'), [], false).rows).toEqual([])
    expect(settle([], fresh('b', 'a'), true)).toEqual({ rows: fresh('b', 'a'), news: 0, gone: new Set() })
  })
})
