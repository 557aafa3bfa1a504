/** Pages of the documentation, read for what tests check in them. */

import { existsSync, readFileSync } from 'node:fs'

/** A block of code: its language, and what is in it. */
export const FENCE = /^```(\w*)\n(.*?)^```$/gms

const proseOf = (page: URL) => readFileSync(page, 'utf8').replace(FENCE, '')

/** The links and images of a page that lead to other pages here. */
export const linksOf = (page: URL): string[] =>
  [...proseOf(page).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, link]) => link!)
    .filter(link => !link.startsWith('https://'))

/** Those that lead nowhere. */
export const brokenLinksOf = (page: URL): string[] =>
  linksOf(page).filter(link => {
    const target = new URL(link, page)
    const anchor = decodeURIComponent(target.hash.slice(1))
    target.hash = ''
    return !existsSync(target) || (anchor !== '' && !anchorsOf(target).includes(anchor))
  })

const anchorsOf = (page: URL): string[] =>
  [...proseOf(page).matchAll(/^#+ (.+)$/gm)].map(([, heading]) => anchorOf(heading!))

/** A heading's anchor, as GitHub makes it. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(' ', '-')
