import { passwordProblem } from '@turnup/contracts/password-rules'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { passwordTrouble } from './password-trouble.ts'

describe('what is said about a password while it is typed', () => {
  it.each([
    ['boats', 'short'],
    ['x'.repeat(201), 'long'],
    [' seven boats in the rain', 'blank'],
    ['aaaaaaaabbbb', 'same'],
    ['ada.moreno99', 'email'],
    ['password1234', 'guessed'],
    ['seven boats in the rain', undefined],
  ])('is right for "%s"', (password, trouble) => {
    expect(passwordTrouble(password, 'ada.moreno@example.com')).toBe(trouble)
  })

  it('is something exactly when the server would refuse it', () => {
    const passwords = fc.oneof(fc.string({ maxLength: 220 }), fc.constantFrom('12345678901', 'ada.moreno!!'))
    fc.assert(
      fc.property(passwords, fc.emailAddress(), (password, email) => {
        const refused = passwordProblem(password, { email }) !== undefined
        expect(passwordTrouble(password, email) !== undefined).toBe(refused)
      }),
    )
  })
})
