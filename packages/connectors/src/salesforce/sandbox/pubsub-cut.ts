import { constants, type ServerHttp2Stream } from 'node:http2'

/**
 * The HTTP/2 stream under a call of @grpc/grpc-js, which has no public way to end a call without a status; a test
 * notices when a new version of the library moves it.
 */
function streamUnder(call: unknown): ServerHttp2Stream {
  const stream = (call as { call?: { stream?: ServerHttp2Stream } }).call?.stream
  if (typeof stream?.close !== 'function')
    throw new Error('This version of @grpc/grpc-js hides its HTTP/2 stream')
  return stream
}

/** Ends one call with RST_STREAM and no status, as the service does on internal errors. */
export function resetCall(call: unknown): void {
  streamUnder(call).close(constants.NGHTTP2_INTERNAL_ERROR)
}

/** Cuts the whole connection under a call: the reply, if there was one, may be lost. */
export function cutConnection(call: unknown): void {
  streamUnder(call).session?.destroy()
}
