/** Which addresses the dev server may connect to for a page. */

import { lookup as resolve } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'

/** Where clouds keep credentials for whoever asks from inside. */
const LINK_LOCAL = new BlockList()
LINK_LOCAL.addSubnet('169.254.0.0', 16)
LINK_LOCAL.addSubnet('fe80::', 10, 'ipv6')

/** What is elsewhere for a browser on another machine. */
const PRIVATE = new BlockList()
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const) {
  PRIVATE.addSubnet(net, bits)
}
PRIVATE.addAddress('::1', 'ipv6')
PRIVATE.addAddress('::', 'ipv6')
PRIVATE.addSubnet('fc00::', 7, 'ipv6')

const LOOPBACK = new BlockList()
LOOPBACK.addSubnet('127.0.0.0', 8)
LOOPBACK.addAddress('::1', 'ipv6')

const has = (list: BlockList, address: string): boolean =>
  list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')

/** Whether a page's requests come from this machine. */
export const isThisMachine = (address: string | undefined): boolean =>
  address !== undefined && isIP(address) > 0 && has(LOOPBACK, address)

/** Whether a page could reach an address as well as the dev server can. */
export const mayConnect = (address: string, fromThisMachine: boolean): boolean =>
  !has(LINK_LOCAL, address) && (fromThisMachine || !has(PRIVATE, address))

/** Finds the addresses of a name and refuses it if one of them is not to be connected to. */
export const guardedLookup =
  (fromThisMachine: boolean): LookupFunction =>
  (name, options, callback) => {
    resolve(name, { ...options, all: true }, (error, found) => {
      const denied = found?.find(({ address }) => !mayConnect(address, fromThisMachine))
      if (error || denied || found.length === 0) {
        callback(error ?? new Error('its address is not to be connected to'), '', 0)
      } else if (options.all) callback(null, found)
      else callback(null, found[0]!.address, found[0]!.family)
    })
  }
