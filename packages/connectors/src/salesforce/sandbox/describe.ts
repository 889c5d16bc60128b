import type { JsonObject } from '@turnup/domain'
import type { ObjectSchema } from './schema.ts'

/** GET /sobjects/<object>/describe as the integration user sees it. */
export function describeObject(object: ObjectSchema): JsonObject {
  const { create, read, update } = object.may
  return {
    name: object.name,
    label: object.name,
    keyPrefix: object.keyPrefix,
    custom: /__[ce]$/.test(object.name),
    createable: create,
    queryable: read && !object.event,
    retrieveable: read,
    updateable: update,
    deletable: false,
    fields: Object.entries(object.fields).map(([name, field]) => ({
      name,
      label: name,
      type: field.type,
      length: field.length ?? 0,
      nillable: !field.required,
      createable: create && !field.system,
      updateable: update && !field.system && !field.fixed,
      unique: field.unique ?? false,
      externalId: field.externalId ?? false,
      restrictedPicklist: field.restricted ?? false,
      referenceTo: field.referenceTo ? [field.referenceTo] : [],
      picklistValues: (field.values ?? []).map((value) => ({
        value,
        label: value,
        active: true,
        defaultValue: false,
      })),
    })),
    childRelationships: Object.entries(object.children).map(
      ([relationshipName, { object: child, field }]) => ({
        relationshipName,
        childSObject: child,
        field,
      }),
    ),
  }
}
