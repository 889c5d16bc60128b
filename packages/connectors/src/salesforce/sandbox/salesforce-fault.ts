/** A refusal in Salesforce's own words; becomes [{message, errorCode, fields}] with its HTTP status. */
export class SalesforceFault extends Error {
  readonly status: number
  readonly code: string
  readonly fields: string[]

  constructor(code: string, message: string, more: { status?: number; fields?: string[] } = {}) {
    super(message)
    this.name = 'SalesforceFault'
    this.code = code
    this.status = more.status ?? 400
    this.fields = more.fields ?? []
  }

  /** As a single call says it. */
  get body(): { message: string; errorCode: string; fields?: string[] }[] {
    const fields = this.fields.length > 0 ? { fields: this.fields } : {}
    return [{ message: this.message, errorCode: this.code, ...fields }]
  }

  /** As one record of a collection says it. */
  get saveError(): { statusCode: string; message: string; fields: string[] } {
    return { statusCode: this.code, message: this.message, fields: this.fields }
  }
}
