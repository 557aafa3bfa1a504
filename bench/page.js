// Runs in a page of Chromium, without a debugger: times calls bare and with the library, in turn.
export async function bench(report) {
  const rounds = []
  for (let round = 0; round < 7; round++) {
    const bare = await measure('/bare.html')
    const installed = await measure('/installed.html')
    rounds.push(
      Object.fromEntries(Object.keys(bare).map(name => [name, [bare[name], installed[name]]])),
    )
  }
  await report(rounds)
}

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
