/** What the server refused, in its own words for people; or that it could not be reached at all. */
export class ApiError extends Error {
  readonly status: number
  /** Stable and for programs, for example PAYMENT_METHOD_MISSING; OFFLINE when no answer came. */
  readonly code: string
  /** Path of the field at fault, for example items.0.productId. */
  readonly field: string | undefined
  /** Finds everything about the request; people name it to customer service. */
  readonly correlationId: string | undefined
  readonly retryAfterSeconds: number | undefined

  constructor(status: number, body: ApiErrorParts) {
    super(body.message)
    this.name = 'ApiError'
    this.status = status
    this.code = body.code
    this.field = body.field
    this.correlationId = body.correlationId
    this.retryAfterSeconds = body.retryAfterSeconds
  }
}

export interface ApiErrorParts {
  code: string
  message: string
  field?: string
  correlationId?: string
  retryAfterSeconds?: number
}

export function isApiError(error: unknown): error is ApiError {
  return error instanceof ApiError
}
