/** The first line of an order's notes: the CRM's order (R103) and the reference by which we find it again. */
export function orderNote(crmOrderId: string, ref: string): string {
  return `sfOrderId=${crmOrderId} ref=${ref}`
}

export function chargeNote(ref: string): string {
  return `ref=${ref}`
}

/** The reference as a word of a note; words are parted by white space, so "a.1" is not found in "a.10". */
export function hasRef(notes: string, ref: string): boolean {
  return notes.split(/\s+/).includes(`ref=${ref}`)
}

/**
 * What the custom field of a service says. Where a line's quantity becomes several services, those after the first
 * say which unit they are, so that one service for each line can be told when the order is read back.
 */
export function serviceMarker(ref: string, unit: number): string {
  return unit === 1 ? ref : `${ref} unit=${unit}`
}

export function isMarkedWith(marker: string, ref: string): boolean {
  return marker.split(' ')[0] === ref
}

export function isFurtherUnit(marker: string): boolean {
  return / unit=\d+$/.test(marker)
}
