const suffixLetters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345'

/**
 * The 18-character form of a Salesforce record id. The 15-character form means the same record and differs from
 * others only by the case of its letters; three letters that encode the case are appended.
 * @returns undefined when the text is no record id
 */
export function toLongRecordId(id: string): string | undefined {
  if (!/^[A-Za-z0-9]{15}([A-Za-z0-9]{3})?$/.test(id)) return undefined
  const short = id.slice(0, 15)
  let suffix = ''
  for (let chunk = 0; chunk < 3; chunk += 1) {
    let bits = 0
    for (let place = 0; place < 5; place += 1) {
      if (/[A-Z]/.test(short.charAt(chunk * 5 + place))) bits |= 1 << place
    }
    suffix += suffixLetters.charAt(bits)
  }
  // A wrong suffix is a typing error, not another record.
  return id.length === 15 || id.slice(15).toUpperCase() === suffix ? short + suffix : undefined
}
