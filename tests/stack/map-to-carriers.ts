import { demoCarriers } from '@turnup/sandbox'
import { type Database, setProviderMapping } from '@turnup/store'

/** Maps each hosted-PBX product of the demo provider to the carrier that it is meant for. */
export async function mapToCarriers(db: Database): Promise<void> {
  for (const { sku, carrier } of demoCarriers()) {
    const subject = { method: 'product', subjectId: sku } as const
    await setProviderMapping(db, subject, carrier, { operatorId: 'story', at: new Date() })
  }
}
