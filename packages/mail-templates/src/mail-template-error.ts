export type MailTemplateErrorCode =
  | 'MAIL_DATA_INVALID' // the data does not fit the template: a field is missing, wrong or unknown
  | 'MAIL_TEMPLATE_BROKEN' // a template names a placeholder that no data has, or cannot be read
  | 'MAIL_SENSITIVE' // the finished mail holds an activation code or a full SIM identifier

/** Thrown when a mail cannot be made; the message never repeats the data. */
export class MailTemplateError extends Error {
  readonly code: MailTemplateErrorCode

  constructor(code: MailTemplateErrorCode, message: string, cause?: unknown) {
    super(message, { cause })
    this.name = 'MailTemplateError'
    this.code = code
  }
}
