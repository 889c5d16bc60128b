export { changeProductBundle, createProductBundle, removeProductBundle } from './change-product-bundles.ts'
export { checkPbxDomain } from './check-domain.ts'
export { chooseNumber, extendNumber, readNumber, releaseNumber } from './hold-number.ts'
export {
  listNumberCountries,
  listNumberRateCentres,
  listNumberRegions,
  listRegistrationPlaces,
} from './number-places.ts'
export { placePbxOrder } from './place-pbx-order.ts'
export { readPbxSetup } from './read-pbx-setup.ts'
export { explainProviderMapping, readProviderMapping } from './read-provider-mapping.ts'
export { readPbxRequirement } from './read-requirement.ts'
export { saveProviderMappings } from './save-provider-mappings.ts'
export { searchNumbers } from './search-numbers.ts'
