import type { TenantNumber } from '@turnup/domain'
import { inboundApp } from './apps.ts'
import { type Dialplan, dialplanRows } from './dialplan-xml.ts'
import { partIdOf } from './ids.ts'
import type { Row } from './schema.ts'

/** The digits after the calling code: '+14165550100' with '1' is '4165550100'. */
export function nationalNumber({
  number,
  callingCode,
}: Pick<TenantNumber, 'number' | 'callingCode'>): string {
  return number.slice(1 + callingCode.length)
}

/** As FusionPBX writes it for a destination with a prefix: with the calling code, without it, and with a plus. */
export function numberPattern(number: TenantNumber): string {
  const { callingCode } = number
  const optional = callingCode.length === 1 ? `${callingCode}?` : `(?:${callingCode})?`
  return `^\\+?${optional}(${nationalNumber(number)})$`
}

/** Every way in which a carrier may write the number; the switch keeps a cache entry for each. */
export function writtenForms(number: string, callingCode: string): string[] {
  return [number, number.slice(1), nationalNumber({ number, callingCode })]
}

/** The rows that make a number ring at an extension: destination, dialplan and details. */
export function inboundRows(
  tenant: { tenantId: string; domain: string },
  number: TenantNumber,
): { destination: Row; dialplan: Row; details: Row[] } {
  const { tenantId, domain } = tenant
  const national = nationalNumber(number)
  const dialplanId = partIdOf(tenantId, `inbound ${number.number}`)
  const transfer = `${number.extension} XML ${domain}`
  const inbound: Dialplan = {
    domainId: tenantId,
    dialplanId,
    appId: inboundApp,
    context: 'public',
    name: national,
    number: national,
    continues: false,
    order: 100,
    description: number.description,
    lines: [
      { condition: 'destination_number', expression: numberPattern(number) },
      { action: 'export', data: 'call_direction=inbound', inline: true },
      { action: 'set', data: `domain_uuid=${tenantId}`, inline: true },
      { action: 'set', data: `domain_name=${domain}`, inline: true },
      { action: 'transfer', data: transfer },
    ],
  }
  const destination: Row = {
    domain_uuid: tenantId,
    destination_uuid: partIdOf(tenantId, `number ${number.number}`),
    dialplan_uuid: dialplanId,
    destination_type: 'inbound',
    destination_number: national,
    destination_prefix: number.callingCode,
    destination_number_regex: numberPattern(number),
    destination_context: 'public',
    destination_type_voice: 1,
    destination_app: 'transfer',
    destination_data: transfer,
    destination_actions: [{ destination_app: 'transfer', destination_data: transfer }],
    destination_order: 100,
    destination_enabled: true,
    destination_description: number.description ?? null,
  }
  return { destination, ...dialplanRows(inbound) }
}
