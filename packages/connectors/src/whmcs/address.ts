import type { PostalAddress } from '@turnup/domain'

type SecondLine = Pick<PostalAddress, 'addressLine2' | 'buildingName' | 'roomNumber'>

/** WHMCS has one second address line for three of our fields (R042); labels let them be told apart again. */
export function toAddress2(address: SecondLine): string {
  return [
    address.addressLine2,
    address.buildingName && `Building: ${address.buildingName}`,
    address.roomNumber && `Room: ${address.roomNumber}`,
  ]
    .filter(Boolean)
    .join(', ')
}

/** The reverse; what a person typed into WHMCS without labels is all addressLine2. */
export function fromAddress2(line: string): SecondLine {
  const [beforeRoom, roomNumber] = splitAtLast(line, 'Room: ')
  const [addressLine2, buildingName] = splitAtLast(beforeRoom, 'Building: ')
  return {
    ...(addressLine2 ? { addressLine2 } : {}),
    ...(buildingName ? { buildingName } : {}),
    ...(roomNumber ? { roomNumber } : {}),
  }
}

function splitAtLast(line: string, label: string): [string, string | undefined] {
  if (line.startsWith(label) && !line.includes(`, ${label}`)) return ['', line.slice(label.length)]
  const at = line.lastIndexOf(`, ${label}`)
  return at < 0 ? [line, undefined] : [line.slice(0, at), line.slice(at + label.length + 2)]
}
