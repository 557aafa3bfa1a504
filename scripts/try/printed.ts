/** Whether something prints what the README says. */

/** What is different each time: addresses on this machine, places in files that are built, times. */
const plain = (text: string, api: string): string[] =>
  text
    .replace(/https:\/\/(?:api\.)?example\.com/g, api)
    .replace(/(?<=localhost):\d+/g, '')
    .replace(/:\d+:\d+$/gm, '')
    .replace(/\d+ ms/g, 'ms')
    .split('\n')
    .map(line => line.trim().replace(/ +/g, ' '))
    .filter(Boolean)

/** @throws Error that names the first line of the sample which is not there, in order. */
export function expectPrinted(printed: string, sample: string, api: string): void {
  const lines = plain(printed, api)
  let from = 0
  for (const wanted of plain(sample, api)) {
    const at = lines.indexOf(wanted, from)
    if (at < 0)
      throw new Error(`Nothing printed says “${wanted}”. Printed was:\n${lines.join('\n')}`)
    from = at + 1
  }
}
