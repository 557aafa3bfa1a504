// Runs a script of the page; what it logs, and how it fails, is what its user sees.

globalThis.runScript = async source => {
  const seen = []
  console.log = (...args) => seen.push(args.map(shown).join(' '))
  try {
    await Promise.race([import(source), late()])
  } catch (error) {
    seen.push(`${error.name}: ${error.message}`)
  }
  return seen
}

const late = async () => {
  await new Promise(resolve => setTimeout(resolve, 10_000))
  throw new Error(`the script still runs`)
}

const shown = value => (typeof value === 'string' ? value : JSON.stringify(value))
