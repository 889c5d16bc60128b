export interface IccidList {
  iccids: string[]
  /** Numbers of the lines that are no ICCID; the lines themselves are not repeated, since they may hold part of one. */
  badLines: number[]
}

/** Whether the last digit is the check digit of the others (ISO/IEC 7812, as ITU-T E.118 asks for). */
function hasCheckDigit(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1)
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return sum % 10 === 0
}

/** An ICCID is 19 digits, or 20 where the vendor counts the check digit apart; some lists pad 19 with an F. */
function readIccid(cell: string): string | undefined {
  const digits = cell
    .trim()
    .replace(/^"(.*)"$/, '$1')
    .replace(/F$/i, '')
  return /^89\d{17,18}$/.test(digits) && hasCheckDigit(digits) ? digits : undefined
}

/**
 * Reads a list of ICCIDs: one on each line, or CSV (comma or semicolon) with a heading that has a column `iccid`. Empty
 * lines and lines that begin with # say nothing.
 */
export function readIccidList(text: string): IccidList {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/)
  const heading = (lines[0] ?? '').split(/[,;]/).map((cell) =>
    cell
      .trim()
      .replace(/^"(.*)"$/, '$1')
      .toLowerCase(),
  )
  const column = heading.indexOf('iccid')
  const iccids = new Set<string>()
  const badLines: number[] = []
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '' || line.startsWith('#') || (index === 0 && column >= 0)) continue
    const iccid = readIccid(line.split(/[,;]/)[Math.max(column, 0)] ?? '')
    if (iccid) iccids.add(iccid)
    else badLines.push(index + 1)
  }
  return { iccids: [...iccids], badLines }
}
