import { v5 } from 'uuid'

/** Of our own; whoever changes it makes every tenant a stranger. */
const namespace = '0b1c1b5e-6a43-5d0c-9d0f-6f5f4a1d7c52'

/** The domain_uuid of the tenant that is made under this reference: the same for every repeat. */
export function tenantIdOf(ref: string): string {
  return v5(`tenant ${ref}`, namespace)
}

/** The primary key of one row of a tenant; `part` is unique within it: 'extension 1001'. */
export function partIdOf(tenantId: string, part: string): string {
  return v5(part, tenantId)
}

/** The primary key of the row that says that a claim or a reset under this reference has been used. */
export function useIdOf(kind: 'claim' | 'reset', ref: string): string {
  return v5(`${kind} ${ref}`, namespace)
}
