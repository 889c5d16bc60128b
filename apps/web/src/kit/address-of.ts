/** A path with its search; what is undefined or '' is left out. */
export function addressOf(
  path: string,
  search: Record<string, string | number | boolean | undefined>,
): string {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(search)) {
    if (value !== undefined && value !== '') params.set(name, String(value))
  }
  const text = params.toString()
  return text === '' ? path : `${path}?${text}`
}
