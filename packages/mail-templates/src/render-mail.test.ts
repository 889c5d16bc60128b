import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import {
  type Brand,
  type MailData,
  type MailName,
  MailTemplateError,
  mailLocaleFor,
  mailLocales,
  mailNames,
  renderMail,
  sampleMailData,
} from './index.ts'
import { createTemplateEngine } from './template-engine.ts'

const brand: Brand = {
  name: 'Harbour Telecom',
  portalUrl: 'https://portal.harbour.example',
  supportEmail: 'help@harbour.example',
}
const options = { locale: 'en', brand } as const
const codeOf = (work: () => unknown) => {
  try {
    work()
  } catch (error) {
    return error instanceof MailTemplateError ? error.code : error
  }
  return 'nothing thrown'
}
const sample = <Name extends MailName>(name: Name): MailData<Name> => sampleMailData[name]

describe.each(mailNames)('the mail %s', (name) => {
  test.each(mailLocales)(
    'renders in %s with nothing left open and the correlation id at its end',
    (locale) => {
      const mail = renderMail(name, sample(name), { locale, brand })
      for (const part of [mail.subject, mail.text, mail.html]) {
        expect(part).not.toMatch(/\{\{|\}\}|undefined|\[object|null/)
        expect(part.trim()).not.toBe('')
      }
      expect(mail.subject).not.toContain('\n')
      expect(mail.text).toContain('corr-7f3a')
      expect(mail.html).toContain('corr-7f3a')
      expect(mail.text).toContain('Ada Moreno')
      expect(mail.html).toContain('Ada Moreno')
    },
  )

  test('is written in each language, not copied', () => {
    const texts = mailLocales.map((locale) => renderMail(name, sample(name), { locale, brand }).text)
    expect(new Set(texts).size).toBe(mailLocales.length)
  })

  test('escapes what customers wrote, in HTML only', () => {
    const mail = renderMail(name, { ...sample(name), customerName: '<img src=x onerror="1">' }, options)
    expect(mail.html).not.toContain('<img')
    expect(mail.html).toContain('&lt;img')
    expect(mail.text).toContain('<img src=x onerror="1">')
  })

  test('refuses data with an unknown key and does not repeat its value', () => {
    const data = { ...sample(name), activationCode: 'secret-value' }
    expect(codeOf(() => renderMail(name, data, options))).toBe('MAIL_DATA_INVALID')
    expect(() => renderMail(name, data, options)).toThrow(/activationCode/)
    expect(() => renderMail(name, data, options)).not.toThrow(/secret-value/)
  })

  test('refuses data without its correlation id', () => {
    const { correlationId: _left, ...data } = sample(name)
    expect(codeOf(() => renderMail(name, data as MailData<typeof name>, options))).toBe('MAIL_DATA_INVALID')
  })
})

test('every template folder is a mail, and every mail has its folder', () => {
  const folders = readdirSync(join(import.meta.dirname, 'templates'), { withFileTypes: true })
  const names = folders.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
  expect(names.sort()).toEqual([...mailNames].sort())
})

test('a placeholder that no data has throws, in text and in HTML', () => {
  for (const kind of ['text', 'html'] as const) {
    const render = createTemplateEngine('en').compile('Hello {{customerNmae}}', kind)
    expect(codeOf(() => render({ customerName: 'Ada' }))).toBe('MAIL_TEMPLATE_BROKEN')
  }
})

test('an eSIM activation code never leaves in a mail, whatever field it hides in', () => {
  const withSim = (planName: string) => ({
    ...sampleMailData['esim-activation'],
    sims: [{ planName, maskedIccid: '••••4321' }],
  })
  const withCode = withSim('LPA:1$smdp.example$ABC')
  expect(codeOf(() => renderMail('esim-activation', withCode, options))).toBe('MAIL_SENSITIVE')
  const withIccid = withSim('Plan 8988303000000614227')
  expect(codeOf(() => renderMail('esim-activation', withIccid, options))).toBe('MAIL_SENSITIVE')
})

test('an unmasked ICCID is refused as data', () => {
  const data = { ...sampleMailData['esim-reissued'], maskedIccid: '8988303000000614227' }
  expect(codeOf(() => renderMail('esim-reissued', data, options))).toBe('MAIL_DATA_INVALID')
})

test('a line break in a value does not start a new mail header', () => {
  const data = { ...sampleMailData['order-confirmation'], orderNumber: 'T-1\r\nBcc: x@example.com' }
  expect(renderMail('order-confirmation', data, options).subject).toBe(
    'We have your order T-1 Bcc: x@example.com',
  )
})

test('money and days are written as the reader writes them', () => {
  const topUp = sampleMailData['top-up-confirmed']
  expect(renderMail('top-up-confirmed', topUp, options).text).toContain('$7.50')
  const yen = { ...topUp, amount: { amountMinor: 750, currency: 'JPY' } }
  expect(renderMail('top-up-confirmed', yen, options).text).toContain('¥750')
  const cancellation = sampleMailData['cancellation-received']
  expect(renderMail('cancellation-received', cancellation, options).html).toContain('December 31, 2026')
  expect(renderMail('cancellation-received', cancellation, { locale: 'es', brand }).text).toContain(
    '31 de diciembre de 2026',
  )
})

test('what was not charged is not mentioned', () => {
  const mail = renderMail(
    'top-up-confirmed',
    { ...sampleMailData['top-up-confirmed'], amount: null, invoiceNumber: null },
    options,
  )
  expect(mail.text).not.toMatch(/Price|Invoice/)
  expect(mail.html).not.toMatch(/Price|Invoice/)
})

test('the eSIM mail speaks of one eSIM or of several, whichever it is', () => {
  const data = sampleMailData['esim-activation']
  expect(renderMail('esim-activation', data, options).subject).toBe('Your eSIMs are ready to install')
  const one = { ...data, sims: data.sims.slice(0, 1) }
  expect(renderMail('esim-activation', one, options).subject).toBe('Your eSIM is ready to install')
})

test('a script cannot be smuggled in as a link', () => {
  const data = { ...sampleMailData.welcome, loginUrl: 'javascript:alert(1)' }
  expect(codeOf(() => renderMail('welcome', data, options))).toBe('MAIL_DATA_INVALID')
})

test('a reader of a language that we do not write gets English', () => {
  expect([mailLocaleFor('es-PR'), mailLocaleFor('ja'), mailLocaleFor(undefined)]).toEqual(['es', 'en', 'en'])
})
