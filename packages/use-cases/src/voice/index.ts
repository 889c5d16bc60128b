export { changeProductBundle, createProductBundle, removeProductBundle } from './change-product-bundles.ts'
export { explainProviderMapping, readProviderMapping } from './read-provider-mapping.ts'
export { saveProviderMappings } from './save-provider-mappings.ts'
