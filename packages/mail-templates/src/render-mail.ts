import { Brand } from './brand.ts'
import { type MailData, type MailName, mailData } from './mail-data.ts'
import { frameWords, type MailLocale } from './mail-locale.ts'
import { MailTemplateError } from './mail-template-error.ts'
import { loadTemplate } from './template-engine.ts'

export interface RenderedMail {
  subject: string
  text: string
  html: string
}

/** An eSIM activation code, an ICCID (19 or 20 digits from 89) or an EID (32 digits from 89). */
const sensitive = /LPA:1\$|\b89\d{16,18}\b|\b89\d{30}\b/i

function parseData<Name extends MailName>(name: Name, data: MailData<Name>): { correlationId: string } {
  const parsed = mailData[name].safeParse(data)
  if (parsed.success) return parsed.data
  // Only where and why: the values themselves may be a customer's.
  const problems = parsed.error.issues.map((issue) =>
    issue.code === 'unrecognized_keys'
      ? `unknown: ${issue.keys.join(', ')}`
      : `${issue.path.join('.')}: ${issue.code}`,
  )
  throw new MailTemplateError(
    'MAIL_DATA_INVALID',
    `The data does not fit the mail "${name}" (${problems.join('; ')}).`,
  )
}

/**
 * Makes one mail from its template (R133, R134, R136): subject on one line, plain text, and HTML with every value
 * escaped. Each mail ends with the correlation id (R137).
 * @throws MailTemplateError when the data has missing, wrong or unknown fields, when a template names a placeholder
 * that does not exist, or when the result would hold an activation code or a full SIM identifier
 */
export function renderMail<Name extends MailName>(
  name: Name,
  data: MailData<Name>,
  options: { locale: MailLocale; brand: Brand },
): RenderedMail {
  const { locale } = options
  const values = {
    ...parseData(name, data),
    brand: Brand.parse(options.brand),
    words: frameWords[locale],
    locale,
  }
  const template = loadTemplate(name, locale)
  // A line break in a value must not start a new mail header.
  const subject = template.subject(values).replace(/\s+/g, ' ').trim()
  const text = template.text(values).replace(/\n{3,}/g, '\n\n')
  const html = template.layout({ ...values, subject, body: template.body(values) })
  if (sensitive.test(`${subject}\n${text}\n${html}`)) {
    throw new MailTemplateError(
      'MAIL_SENSITIVE',
      `The mail "${name}" would hold an activation code or a full SIM identifier.`,
    )
  }
  return { subject, text, html }
}
