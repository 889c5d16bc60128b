import type { ConnectorDeps } from '@turnup/domain'
import type { WhmcsClient } from './client.ts'
import type { WhmcsConfig } from './config.ts'
import type { ProductCatalogue } from './products.ts'

/** What every subject of this connector works with. */
export interface Whmcs {
  config: WhmcsConfig
  deps: ConnectorDeps
  client: WhmcsClient
  catalogue: ProductCatalogue
}
