import type { Page, Response } from 'playwright-core'

/** An answer that a story brings about on purpose: a refusal, or a session that has ended. */
export interface ExpectedAnswer {
  status: number
  /** The path of the address, or what it must match. */
  path: string | RegExp
}

export interface PageWatch {
  /** What went wrong in the page so far that nobody expected, in words. */
  complaints(): string[]
  expectAnswer(answer: ExpectedAnswer): void
  /** While the browser is without a network on purpose, requests that fail are no fault. */
  expectOffline(isOffline: boolean): void
}

/** Asking who is signed in is how the pages begin; "nobody" is a fine answer. */
const always: ExpectedAnswer[] = [{ status: 401, path: /^\/api\/(console\/)?session$/ }]

/** Chromium tells of refusals and failed requests once more in its console; here they are judged as what they are. */
const echo = /^Failed to load resource: /

const firstLine = (text: string) => text.split('\n', 1)[0] ?? ''

/**
 * Collects what a person would not see but must not be there: errors of scripts, errors in the console (violations of the
 * content security policy among them), requests that fail, refusals that nobody asked for.
 */
export function watchPage(page: Page): PageWatch {
  const complaints: string[] = []
  const expected = [...always]
  let offline = false
  const isExpected = (response: Response) => {
    const { pathname } = new URL(response.url())
    return expected.some(
      ({ status, path }) =>
        status === response.status() && (typeof path === 'string' ? path === pathname : path.test(pathname)),
    )
  }
  page.on('pageerror', (error) => complaints.push(`Error in the page: ${error.stack ?? error.message}`))
  page.on('console', (message) => {
    const text = message.text()
    const type = message.type()
    if (type !== 'error' && type !== 'warning') return
    if (!echo.test(text)) complaints.push(`Console ${type}: ${firstLine(text)} (${message.location().url})`)
  })
  page.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText ?? ''
    // Leaving a page ends its event streams and what is still on its way.
    if (reason === 'net::ERR_ABORTED' || offline) return
    complaints.push(`${request.method()} ${request.url()} failed: ${reason}`)
  })
  page.on('response', (response) => {
    if (response.status() < 400 || isExpected(response)) return
    complaints.push(`${response.request().method()} ${response.url()} answered ${response.status()}`)
  })
  return {
    complaints: () => [...new Set(complaints)],
    expectAnswer: (answer) => void expected.push(answer),
    expectOffline(isOffline) {
      offline = isOffline
    },
  }
}
