/** S3 and API Gateway: recipes that are JSON. */

import { describe, expect, test } from 'vitest'
import { apigateway, apigatewayNote } from '../../../src/explain/servers/apigateway.ts'
import { s3, s3Note } from '../../../src/explain/servers/s3.ts'
import { remedyOf, simpleRemedy } from './remedies.ts'

describe('S3', () => {
  test('is one rule', () => {
    const remedy = remedyOf({ headers: ["x-a'b", 'x-"'], exposed: ['etag'] })
    expect(JSON.parse(s3(remedy))).toEqual({
      CORSRules: [
        {
          AllowedOrigins: ['https://app.example.com'],
          AllowedMethods: ['GET', 'HEAD', 'POST', 'PUT'],
          AllowedHeaders: ["x-a'b", 'x-"'],
          ExposeHeaders: ['etag'],
          MaxAgeSeconds: 7200,
        },
      ],
    })
  })

  test('a simple call needs no more than the origin', () => {
    expect(JSON.parse(s3(simpleRemedy()))).toEqual({
      CORSRules: [
        {
          AllowedOrigins: ['https://app.example.com'],
          AllowedMethods: ['GET', 'HEAD', 'POST'],
        },
      ],
    })
  })

  test('knows five methods, and says so', () => {
    const remedy = remedyOf({ methods: ['PATCH', 'DELETE', 'LOCK'] })
    expect(JSON.parse(s3(remedy)).CORSRules[0].AllowedMethods).toEqual([
      ...['GET', 'HEAD', 'POST', 'DELETE'],
    ])
    expect(s3Note(remedy)).toContain('PATCH, LOCK')
    expect(s3Note(remedyOf())).not.toContain("can't be allowed")
  })

  test('says that it allows credentials, where none were asked for', () => {
    expect(s3Note(remedyOf())).toContain('credentials')
    expect(s3Note(remedyOf({ credentials: true }))).not.toContain('credentials')
    expect(s3Note(remedyOf({ origin: '*' }))).not.toContain('credentials')
  })
})

describe('API Gateway', () => {
  test('is a CorsConfiguration', () => {
    const remedy = remedyOf({ credentials: true, exposed: ['x-total'], methods: ['PATCH'] })
    expect(JSON.parse(apigateway(remedy))).toEqual({
      AllowOrigins: ['https://app.example.com'],
      AllowMethods: ['GET', 'HEAD', 'POST', 'PATCH'],
      AllowHeaders: ['content-type'],
      ExposeHeaders: ['x-total'],
      AllowCredentials: true,
      MaxAge: 7200,
    })
  })

  test('leaves out what it knows no method for, and says so', () => {
    const remedy = remedyOf({ methods: ['LOCK'] })
    expect(JSON.parse(apigateway(remedy)).AllowMethods).toEqual(['GET', 'HEAD', 'POST'])
    expect(apigatewayNote(remedy)).toContain('LOCK')
  })

  test('tells of authorizers only where there is a preflight', () => {
    expect(apigatewayNote(remedyOf())).toContain('authorizer')
    expect(apigatewayNote(simpleRemedy())).not.toContain('authorizer')
  })
})
