/** One kind of profile and the numbers that belong to it. */
export interface IccidRange {
  profileType: string
  /** Nine digits: network identifier 89 883 03 of an international network, and two digits of the kind. */
  prefix: string
  size: number
}

const sequenceDigits = 9

/** The last digit that makes the whole number pass the Luhn test (ITU-T E.118). */
export function luhnCheckDigit(digits: string): number {
  let sum = 0
  for (const [index, digit] of [...digits].reverse().entries()) {
    const doubled = Number(digit) * (index % 2 === 0 ? 2 : 1)
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return (10 - (sum % 10)) % 10
}

export function iccidAt(range: IccidRange, sequence: number): string {
  const body = `${range.prefix}${String(sequence).padStart(sequenceDigits, '0')}`
  return `${body}${luhnCheckDigit(body)}`
}

/** Where an ICCID stands in a range; undefined when it is in none or its check digit is wrong. */
export function locateIccid(
  ranges: IccidRange[],
  iccid: string,
): { range: IccidRange; sequence: number } | undefined {
  for (const range of ranges) {
    const sequence = Number(iccid.slice(range.prefix.length, -1))
    if (sequence < range.size && iccid === iccidAt(range, sequence)) return { range, sequence }
  }
  return undefined
}

/** Ranges for these kinds, in this order: the first gets prefix 898830301. */
export function rangesFor(profileTypes: string[], size: number): IccidRange[] {
  return profileTypes.map((profileType, index) => ({
    profileType,
    prefix: `8988303${String(index + 1).padStart(2, '0')}`,
    size,
  }))
}
