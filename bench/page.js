// Runs in Chromium: has each way to call measured bare and installed, in turn, in one run.
const ROUNDS = 9

// Each measurement has a window of its own, so that nothing is left of the one before.
function measure(url) {
  return new Promise(resolve => {
    const frame = document.createElement('iframe')
    frame.src = url
    addEventListener(
      'message',
      ({ data }) => {
        frame.remove()
        resolve(data)
      },
      { once: true },
    )
    document.body.append(frame)
  })
}

const rounds = []
for (let round = 0; round < ROUNDS; round++) {
  const bare = await measure('/bare.html')
  const installed = await measure('/installed.html')
  const names = Object.keys(bare)
  rounds.push(
    Object.fromEntries(names.map(name => [name, { bare: bare[name], installed: installed[name] }])),
  )
}
await fetch('/figures', { method: 'POST', body: JSON.stringify(rounds) })
