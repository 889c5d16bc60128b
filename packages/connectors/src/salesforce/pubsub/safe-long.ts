import avro from 'avsc'

/**
 * Avro `long` as bigint. avsc's own long throws past 2^53, and one such field would make a whole event unreadable
 * although nobody asked for that field.
 */
export const safeLong = avro.types.LongType.__with({
  fromBuffer: (buffer: Buffer) => buffer.readBigInt64LE(),
  toBuffer: (value: bigint) => {
    const buffer = Buffer.alloc(8)
    buffer.writeBigInt64LE(value)
    return buffer
  },
  fromJSON: (value: number | string) => BigInt(value),
  toJSON: (value: bigint) => String(value),
  isValid: (value: unknown) => typeof value === 'bigint',
  compare: (left: bigint, right: bigint) => (left < right ? -1 : left > right ? 1 : 0),
})

/** @throws Error when the schema is not valid Avro */
export function avroTypeOf(schemaJson: string): avro.Type {
  return avro.Type.forSchema(JSON.parse(schemaJson), { registry: { long: safeLong }, wrapUnions: 'never' })
}
