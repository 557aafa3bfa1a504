// Runs a script of the page; what it logs, and how it fails, is what its user sees.

globalThis.runScript = async source => {
  const seen = []
  console.log = (...args) => {
    const line = args.map(shown).join(' ')
    // How many events of progress there are is the network's affair.
    if (line !== seen.at(-1)) seen.push(line)
  }
  try {
    await Promise.race([import(source), late()])
  } catch (error) {
    seen.push(told(error))
  }
  return seen
}

/** Logs what comes of a call. */
globalThis.tell = async (name, call) => {
  try {
    console.log(name, await call())
  } catch (error) {
    console.log(name, told(error))
  }
}

const told = ({ name, message, code, status }) => [name, message, code, status]

const shown = value => (typeof value === 'string' ? value : JSON.stringify(value))

const late = async () => {
  await new Promise(resolve => setTimeout(resolve, 10_000))
  throw new Error('the script has not ended')
}
