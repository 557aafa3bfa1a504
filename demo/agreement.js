/** Whether what the library said of a run is what the server received. */

/**
 * Gives each call the requests that arrived for it. Calls of a run are made one after the other, so
 * their requests arrive in order.
 */
export function matchWire(calls, received) {
  const rest = [...received]
  const pairs = calls.map(call => {
    const preflight = isPreflight(rest[0]) ? rest.shift() : null
    const request = rest[0] && !isPreflight(rest[0]) ? rest.shift() : null
    return { call, preflight, request }
  })
  return { pairs, rest }
}

/** What is wrong, in words; empty where both agree. */
export function disagreements(calls, received, { maxAge }) {
  const { pairs, rest } = matchWire(calls, received)
  const asked = new Set()
  const problems = pairs.flatMap(pair => {
    const key = JSON.stringify(pair.call.verdict.request)
    const mayBeCached = maxAge > 0 && asked.has(key)
    if (pair.preflight) asked.add(key)
    return [...wrongInPreflight(pair, mayBeCached), ...wrongInRequest(pair), ...wrongInCost(pair)]
  })
  if (calls.length === 0) problems.push('the library saw no call')
  if (rest.length > 0) problems.push(`${rest.length} more requests arrived than calls were seen`)
  return problems
}

function wrongInPreflight({ call: { verdict }, preflight }, mayBeCached) {
  if (!verdict.preflight) return preflight ? ['an OPTIONS arrived, none was foretold'] : []
  if (!preflight) return mayBeCached ? [] : ['an OPTIONS was foretold, none arrived']
  const { method, headers } = verdict.request
  const names = preflight.acrh?.split(',').map(name => name.trim()) ?? []
  return [
    ...(preflight.acrm === method ? [] : [`it asked for ${preflight.acrm}, not ${method}`]),
    ...(names.join() === headers.join() ? [] : [`it asked for ${names}, not ${headers}`]),
  ]
}

function wrongInRequest({ call, request }) {
  if (call.verdict.blocked) return request ? ['it was to be blocked, and arrived'] : []
  // A call may fail after its preflight, and then the page was told so.
  if (!request) return call.outcome === 'error' ? [] : [`no ${call.method} arrived`]
  return request.method === call.method ? [] : [`${request.method} arrived, not ${call.method}`]
}

function wrongInCost({ call: { cost }, preflight }) {
  if (cost.preflightSent === 'yes' && !preflight) return ['a preflight was timed, none arrived']
  return cost.preflightSent === 'no (cached)' && preflight ? ['it was not cached, it arrived'] : []
}

const isPreflight = request => request?.method === 'OPTIONS' && request.acrm !== null
