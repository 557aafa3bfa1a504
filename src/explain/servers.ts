/** How servers are told to answer as a remedy says. */

import type { Remedy } from './remedy.ts'
import { apache } from './servers/apache.ts'
import { apigateway, apigatewayNote } from './servers/apigateway.ts'
import { aspnet } from './servers/aspnet.ts'
import { caddy } from './servers/caddy.ts'
import { express } from './servers/express.ts'
import { nginx } from './servers/nginx.ts'
import { s3, s3Note } from './servers/s3.ts'
import { spring, springNote } from './servers/spring.ts'

/** A server that there is a recipe for. */
export type ServerName =
  | 'express'
  | 'nginx'
  | 'apache'
  | 'caddy'
  | 'spring'
  | 'aspnet'
  | 's3'
  | 'apigateway'

/** How one server is configured. */
export interface ServerRecipe {
  readonly title: string
  /** The text of the configuration. */
  readonly recipe: (remedy: Remedy) => string
  /** What the text itself can't say: limits, and where it goes. */
  readonly note?: (remedy: Remedy) => string
}

/** The recipes by server. */
export const SERVERS: Readonly<Record<ServerName, ServerRecipe>> = {
  express: { title: 'Express, with cors', recipe: express },
  nginx: { title: 'nginx', recipe: nginx },
  apache: { title: 'Apache', recipe: apache },
  caddy: { title: 'Caddy', recipe: caddy },
  spring: { title: 'Spring', recipe: spring, note: springNote },
  aspnet: { title: 'ASP.NET Core', recipe: aspnet },
  s3: { title: 'Amazon S3', recipe: s3, note: s3Note },
  apigateway: { title: 'Amazon API Gateway, HTTP API', recipe: apigateway, note: apigatewayNote },
}
