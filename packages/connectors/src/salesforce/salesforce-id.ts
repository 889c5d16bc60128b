const idPattern = /^[a-zA-Z0-9]{15}(?:[a-zA-Z0-9]{3})?$/

/** Whether the text has the form of a record id: 15 case-sensitive characters, or 18 with a check suffix. */
export function isSalesforceId(text: string): boolean {
  return idPattern.test(text)
}

/** The 15- and the 18-character form name the same record; only the first 15 characters count. */
export function sameSalesforceId(a: string, b: string): boolean {
  return isSalesforceId(a) && isSalesforceId(b) && a.slice(0, 15) === b.slice(0, 15)
}
