import { demoProducts } from '@turnup/connectors/sandbox-kit'

/** Which carrier each hosted-PBX product of the demo provider is mapped to. */
export function demoCarriers(): { sku: string; carrier: string }[] {
  return demoProducts.flatMap(({ sku, carrier }) => (carrier ? [{ sku, carrier }] : []))
}
