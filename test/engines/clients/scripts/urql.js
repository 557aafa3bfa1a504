// preflight: content-type, header x-a
import { Client, fetchExchange, gql } from '@urql/core'

const of = (path, options) =>
  new Client({ url: `https://api.example.com/${path}`, exchanges: [fetchExchange], ...options })
const told = ({ data, error }) => [data, error?.message]
const query = gql`{ ok }`

await tell('plain', async () => told(await of('plain').query(query, {})))
await tell('posted', async () =>
  told(await of('posted', { preferGetMethod: false }).query(query, {})),
)
await tell('header', async () => {
  const fetchOptions = { headers: { 'X-A': '1' } }
  return told(await of('header', { fetchOptions }).query(query, {}))
})
await tell('mutation', async () => told(await of('mutation').mutation(gql`mutation { ok }`, {})))
await tell('denied', async () => told(await of('denied').mutation(gql`mutation { ok }`, {})))
await tell('missing', async () => told(await of('missing').query(query, {})))
