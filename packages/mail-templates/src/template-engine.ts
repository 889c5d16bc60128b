import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { minorUnitDigits } from '@turnup/domain'
import Handlebars from 'handlebars'
import type { MailLocale } from './mail-locale.ts'
import { MailTemplateError } from './mail-template-error.ts'

const folder = join(import.meta.dirname, 'templates')
const readTemplate = (path: string) => readFileSync(join(folder, path), 'utf8')

export interface TemplateEngine {
  /** Compiled template; a placeholder without a value throws, whatever its place. */
  compile(source: string, kind: 'html' | 'text'): (data: object) => string
}

/** Money and dates in the words of the reader; days are calendar days, so no time zone may shift them. */
function registerFormats(engine: typeof Handlebars, locale: MailLocale): void {
  engine.registerHelper('money', (amount: { amountMinor: number; currency: string }) =>
    new Intl.NumberFormat(locale, { style: 'currency', currency: amount.currency }).format(
      amount.amountMinor / 10 ** minorUnitDigits(amount.currency),
    ),
  )
  engine.registerHelper('date', (day: string) =>
    new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(
      new Date(`${day}T00:00:00Z`),
    ),
  )
}

/** An engine of its own per locale, so that nothing registered elsewhere reaches our mails. */
export function createTemplateEngine(locale: MailLocale): TemplateEngine {
  const engine = Handlebars.create()
  registerFormats(engine, locale)
  for (const partial of ['button', 'fact'])
    engine.registerPartial(partial, readTemplate(`${partial}.html`).trim())
  return {
    compile(source, kind) {
      const render = engine.compile(source, { strict: true, noEscape: kind === 'text', preventIndent: true })
      return (data) => {
        try {
          return render(data)
        } catch (error) {
          throw new MailTemplateError(
            'MAIL_TEMPLATE_BROKEN',
            'A mail template names a placeholder that has no value.',
            error,
          )
        }
      }
    },
  }
}

export interface MailTemplate {
  subject(data: object): string
  text(data: object): string
  body(data: object): string
  layout(data: object): string
}

const loaded = new Map<string, MailTemplate>()

/** Reads a template's files once. @throws MailTemplateError MAIL_TEMPLATE_BROKEN when a file is missing or malformed */
export function loadTemplate(name: string, locale: MailLocale): MailTemplate {
  const key = `${name}/${locale}`
  const known = loaded.get(key)
  if (known) return known
  try {
    const engine = createTemplateEngine(locale)
    const template = {
      subject: engine.compile(readTemplate(`${key}/subject.txt`).trim(), 'text'),
      text: engine.compile(readTemplate(`${key}/body.txt`) + readTemplate('footer.txt'), 'text'),
      body: engine.compile(readTemplate(`${key}/body.html`), 'html'),
      layout: engine.compile(readTemplate('layout.html.hbs'), 'html'),
    }
    loaded.set(key, template)
    return template
  } catch (error) {
    throw new MailTemplateError('MAIL_TEMPLATE_BROKEN', `The mail template ${key} cannot be read.`, error)
  }
}
