/** Which addresses the dev server may connect to for a page. */

import { lookup as resolve } from 'node:dns'
import { BlockList, isIP, isIPv4, type LookupFunction } from 'node:net'

type Net = readonly [address: string, bits: number]

/** Where clouds keep credentials for whoever asks from inside. */
const METADATA = listOf([
  ['169.254.0.0', 16],
  ['fe80::', 10],
  ['100.100.100.200', 32],
  ['192.0.0.192', 32],
  ['fd00:ec2::254', 128],
  ['fd20:ce::254', 128],
])

const LOOPBACK_NETS: readonly Net[] = [
  ['127.0.0.0', 8],
  ['::1', 128],
]
const LOOPBACK = listOf(LOOPBACK_NETS)

/** What is elsewhere for a browser on another machine. */
const PRIVATE = listOf([
  ...LOOPBACK_NETS,
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
  ['::', 128],
  ['fc00::', 7],
  ['ff00::', 8],
])

function listOf(nets: readonly Net[]): BlockList {
  const list = new BlockList()
  for (const [address, bits] of nets) {
    if (!isIPv4(address)) {
      list.addSubnet(address, bits, 'ipv6')
      continue
    }
    list.addSubnet(address, bits)
    // IPv6 carries IPv4 addresses for NAT64 and for 6to4; `::ffff:` the list knows by itself.
    list.addSubnet(`64:ff9b::${address}`, 96 + bits, 'ipv6')
    list.addSubnet(`2002:${inHex(address)}::`, 16 + bits, 'ipv6')
  }
  return list
}

/** As two groups of an IPv6 address. */
function inHex(address: string): string {
  const [a, b, c, d] = address.split('.').map(Number) as [number, number, number, number]
  return `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`
}

const has = (list: BlockList, address: string): boolean =>
  list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')

/** Whether an address is this machine's own. */
export const isLoopback = (address: string): boolean => isIP(address) > 0 && has(LOOPBACK, address)

/** Whether a page could reach an address as well as the dev server can. */
export const mayConnect = (address: string, isFromHere: boolean): boolean =>
  !has(METADATA, address) && (isFromHere || !has(PRIVATE, address))

/** Finds the addresses of a name and refuses it if one of them is not to be connected to. */
export const guardedLookup =
  (isFromHere: boolean, onRefused: () => void): LookupFunction =>
  (name, options, callback) => {
    resolve(name, { ...options, all: true }, (error, found) => {
      const isRefused = found?.some(({ address }) => !mayConnect(address, isFromHere))
      if (isRefused) onRefused()
      if (error || isRefused || found.length === 0) {
        callback(error ?? new Error('its address is not to be connected to'), '', 0)
      } else if (options.all) callback(null, found)
      else callback(null, found[0]!.address, found[0]!.family)
    })
  }
