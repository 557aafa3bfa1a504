/** Starts all servers with all their policies. */

import { startChild } from './child.ts'
import { type Callable, combinationsOf, type Policies } from './combination.ts'
import { expressPolicies } from './express.ts'
import { fastifyPolicies } from './fastify.ts'
import { serverProgram } from './find.ts'
import { honoPolicies } from './hono.ts'
import { koaPolicies } from './koa.ts'
import { byPath, listen, type Running } from './listen.ts'
import { locations, nginxPolicies } from './nginx.ts'
import { nginxChild } from './nginx-child.ts'

/** Servers that are running, and what can be asked of them. */
export interface Servers {
  combinations: Callable[]
  close(): Promise<void>
}

/** Starts them for a page of the origin `page`; nginx only where it is found. */
export async function startServers(page: string): Promise<Servers> {
  const running: Running[] = []
  const combinations: Callable[] = []
  const serve = async (name: string, policies: Policies) => {
    const listeners = Object.entries(policies).map(([policy, { serve }]) => [policy, serve])
    const server = await listen(byPath(Object.fromEntries(listeners)))
    running.push(server)
    combinations.push(...combinationsOf(name, server.origin, policies))
    return server
  }
  const express = await serve('express', expressPolicies(page))
  await serve('fastify', await fastifyPolicies(page))
  await serve('hono', honoPolicies(page))
  await serve('koa', koaPolicies(page))
  if (serverProgram('nginx')) {
    const policies = nginxPolicies(page, `${express.origin}/right/`)
    const nginx = await startChild(nginxChild(locations(policies)))
    running.push(nginx)
    combinations.push(...combinationsOf('nginx', nginx.origin, policies))
  }
  return {
    combinations,
    close: async () => {
      await Promise.all(running.map(server => server.close()))
    },
  }
}
