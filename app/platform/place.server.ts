import { isIPv6 } from 'node:net'

/**
 * The network place that an address belongs to, for counting failed attempts. An IPv4 address is a place of its own; of
 * an IPv6 address its /64, because whoever holds one address there holds all of them. IPv4 inside IPv6 (mapped, or
 * through NAT64) is that IPv4 address: its /64 would be shared by everybody.
 */
export function placeOf(address: string | undefined): string {
  const [bare = ''] = (address ?? '').trim().toLowerCase().split('%')
  if (bare === '') return 'unknown'
  if (!isIPv6(bare)) return bare
  const groups = groupsOf(bare)
  const prefix = groups.slice(0, 6).join(':')
  if (prefix === '0:0:0:0:0:ffff' || prefix === '64:ff9b:0:0:0:0') return groups.slice(6).flatMap(bytesOf).join('.')
  return `${groups.slice(0, 4).join(':')}::/64`
}

/** The eight groups of an IPv6 address in their shortest spelling. The URL parser knows all spellings. */
function groupsOf(address: string): string[] {
  const short = new URL(`http://[${address}]`).hostname.slice(1, -1)
  const [before = '', after = ''] = short.split('::')
  const left = before.split(':').filter(Boolean)
  const right = after.split(':').filter(Boolean)
  return [...left, ...Array<string>(8 - left.length - right.length).fill('0'), ...right]
}

function bytesOf(group: string): number[] {
  const value = parseInt(group, 16)
  return [value >> 8, value & 255]
}
