import 'zone.js'

/** Logs the tasks that a call leaves in its zone: Angular waits for them, and renders after them. */
const tasksOf = make => async url => {
  const log = []
  const zone = Zone.current.fork({
    name: 'app',
    onScheduleTask(delegate, _, target, task) {
      if (task.type !== 'microTask') log.push(`${task.type} ${task.source}`)
      return delegate.scheduleTask(target, task)
    },
  })
  await zone.run(() => make(url))
  await new Promise(resolve => setTimeout(resolve, 50))
  return log
}

globalThis.moreCalls = {
  'zone-fetch': tasksOf(url => fetch(url)),
  'zone-xhr': tasksOf(
    url =>
      new Promise(resolve => {
        const request = new XMLHttpRequest()
        request.open('GET', url)
        request.onload = resolve
        request.send()
      }),
  ),
  'zone-xhr-after-send': url =>
    new Promise(resolve => {
      const log = []
      const request = new XMLHttpRequest()
      request.open('GET', url)
      request.send()
      request.onloadend = () => log.push('attribute')
      request.addEventListener('loadend', () => log.push('listener'))
      request.addEventListener('loadend', () => setTimeout(() => resolve(log)))
    }),
  'zone-events': url =>
    new Promise(resolve => {
      const log = []
      const source = new EventSource(url)
      source.onopen = () => log.push('attribute')
      source.addEventListener('open', () => log.push('listener'))
      source.onmessage = () => {
        source.close()
        resolve(log)
      }
    }),
}
