import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { longestPassword, passwordProblem, shortestPassword } from './password-rules.ts'

describe('the password rules', () => {
  it.each(['harbour lights at nine', 'Tr0ub4dor&3xyz', 'ひとつふたつみっつよっつ', 'correct horse'])(
    'take "%s"',
    (password) => {
      expect(passwordProblem(password, { email: 'ada@example.com' })).toBeUndefined()
    },
  )

  it.each([
    ['short', 'at least 10'],
    ['x'.repeat(longestPassword + 1), 'at most 200'],
    [' harbour lights', 'blank'],
    ['aaaaaaaabbbb', 'five different'],
    ['password1234', 'first'],
    ['1234567890', 'first'],
    ['Qwertyuiop!1', 'first'],
    ['ada.moreno@example.com', 'e-mail'],
    ['ada.moreno99', 'e-mail'],
  ])('refuse "%s" and say why', (password, words) => {
    expect(passwordProblem(password, { email: 'ada.moreno@example.com' })).toContain(words)
  })

  it('refuse whatever is too short, and nothing breaks them', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: shortestPassword - 1 }), (password) => {
        expect(passwordProblem(password, { email: 'a@b.example' })).toContain('at least')
      }),
    )
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (password, email) => {
        passwordProblem(password, { email })
      }),
    )
  })
})
