/** A business no of the imitated WHMCS: HTTP 200 with result=error. */
export class WhmcsRefusal extends Error {}
