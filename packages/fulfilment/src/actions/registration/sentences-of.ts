/** What a carrier says, as sentences one after the other: its words end with a full stop or without one. */
export function sentencesOf(problems: { message: string }[]): string {
  return problems
    .map(({ message }) => message.trim())
    .map((text) => (/[.!?]$/.test(text) ? text : `${text}.`))
    .join(' ')
}
