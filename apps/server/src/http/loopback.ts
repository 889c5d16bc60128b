import type { FastifyRequest } from 'fastify'
import ipaddr from 'ipaddr.js'

/** Whether a host name or address means this machine. */
export function isLoopbackHost(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, '')
  if (bare === 'localhost' || bare.endsWith('.localhost')) return true
  return ipaddr.isValid(bare) && ipaddr.process(bare).range() === 'loopback'
}

/** Whether an address is one of the given addresses or in one of the ranges; IPv4 inside IPv6 counts as IPv4. */
export function isAddressIn(address: string, ranges: readonly string[]): boolean {
  if (!ipaddr.isValid(address)) return false
  const parsed = ipaddr.process(address)
  return ranges.some((range) => {
    const cidr = range.includes('/')
      ? range
      : `${range}/${ipaddr.process(range).kind() === 'ipv4' ? 32 : 128}`
    const [network, bits] = ipaddr.parseCIDR(cidr)
    return network.kind() === parsed.kind() && parsed.match(network, bits)
  })
}

const proxyHeaders = ['x-forwarded-for', 'x-forwarded-proto', 'x-real-ip', 'forwarded', 'via']

/**
 * Whether the caller runs on this machine and no proxy stands between. A proxy on the same machine would make every
 * stranger look local; it gives itself away by the headers it adds.
 */
export function isDirectlyLocal(request: Pick<FastifyRequest, 'socket' | 'headers'>): boolean {
  const remote = request.socket.remoteAddress ?? ''
  const isForwarded = proxyHeaders.some((name) => request.headers[name] !== undefined)
  return isLoopbackHost(remote) && !isForwarded
}
