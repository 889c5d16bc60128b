/** The few things of PostgreSQL's protocol 3 that a door in front of the server must understand. */

export interface Message {
  /** One letter; empty for the first message of a connection, which has none. */
  type: string
  bytes: Buffer
}

/** Takes whole messages from the front. @param isFirst the next one has no letter */
export function takeMessages(buffer: Buffer, isFirst: boolean): { messages: Message[]; rest: Buffer } {
  const messages: Message[] = []
  let rest = buffer
  let head = isFirst ? 0 : 1
  while (rest.length >= head + 4) {
    const length = head + rest.readInt32BE(head)
    if (rest.length < length) break
    messages.push({
      type: head === 0 ? '' : String.fromCharCode(rest[0] ?? 0),
      bytes: rest.subarray(0, length),
    })
    rest = rest.subarray(length)
    head = 1
  }
  return { messages, rest }
}

const sslRequest = 80_877_103

export function isSslRequest({ bytes }: Message): boolean {
  return bytes.length === 8 && bytes.readInt32BE(4) === sslRequest
}

/** The text of a simple query. */
export function queryText({ type, bytes }: Message): string {
  return type === 'Q' ? bytes.subarray(5, -1).toString('utf8') : ''
}

/** An error as the server writes it; after one that is not fatal the connection is ready again. */
export function errorMessage(severity: 'ERROR' | 'FATAL', sqlState: string, words: string): Buffer {
  const fields = Buffer.from(`S${severity}\0V${severity}\0C${sqlState}\0M${words}\0\0`)
  const error = Buffer.alloc(5 + fields.length)
  error.write('E')
  error.writeInt32BE(4 + fields.length, 1)
  fields.copy(error, 5)
  return severity === 'FATAL' ? error : Buffer.concat([error, Buffer.from([0x5a, 0, 0, 0, 5, 0x49])])
}
