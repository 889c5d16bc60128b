import { expect, test } from 'vitest'
import { wordsOfRepair } from './cause-words.ts'

test('every repair that a cause may offer has words', () => {
  const all = [
    'retry',
    'change-input',
    'adopt',
    'skip',
    'replace',
    'fulfil',
    'cancel',
    'resume-connector',
  ] as const
  for (const repair of all) expect(wordsOfRepair(repair)).toMatch(/^[A-Z][a-z]/)
})
