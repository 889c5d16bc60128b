/** What zod found wrong, for a terminal: one line each. */
export function describeIssues(error: { issues: { path: PropertyKey[]; message: string }[] }): string {
  return error.issues.map(({ path, message }) => `  ${path.join('.') || 'it'}: ${message}`).join('\n')
}
