/** Express, Spring and ASP.NET Core: recipes that are code. */

import cors, { type CorsOptions } from 'cors'
import { describe, expect, test } from 'vitest'
import { aspnet } from '../../../src/explain/servers/aspnet.ts'
import { express } from '../../../src/explain/servers/express.ts'
import { spring } from '../../../src/explain/servers/spring.ts'
import { remedyOf, simpleRemedy } from './remedies.ts'

const ODD = remedyOf({
  origin: `https://a'b"c\\d`,
  methods: ['PUT', 'patch'],
  headers: ["x-a'b", 'x-`c`'],
  exposed: ['x-total'],
  credentials: true,
})

describe('Express', () => {
  const optionsOf = (text: string): CorsOptions => {
    let options: CorsOptions = {}
    const spy = (given: CorsOptions) => {
      options = given
      return cors(given)
    }
    new Function('app', 'cors', text)({ use: () => undefined }, spy)
    return options
  }

  test('gives cors what the remedy says', () => {
    const { origin, methods, headers: allowedHeaders, exposed: exposedHeaders, maxAge } = ODD
    const given = { origin, methods, allowedHeaders, exposedHeaders, maxAge, credentials: true }
    expect(optionsOf(express(ODD))).toEqual(given)
  })

  test('allows no method and no header that needs it not', () => {
    expect(optionsOf(express(simpleRemedy()))).toEqual({
      ...{ origin: 'https://app.example.com', methods: [], allowedHeaders: [] },
    })
  })
})

describe('Spring', () => {
  test('sets what the remedy says, and the methods that it serves', () => {
    expect(spring(remedyOf({ credentials: true, exposed: ['x-total'] }))).toMatchInlineSnapshot(`
      "@Bean
      FilterRegistrationBean<CorsFilter> corsFilter() {
          var policy = new CorsConfiguration();
          policy.setAllowedOrigins(List.of("https://app.example.com"));
          policy.setAllowedMethods(List.of("GET", "HEAD", "POST", "PUT"));
          policy.setAllowedHeaders(List.of("content-type"));
          policy.setExposedHeaders(List.of("x-total"));
          policy.setAllowCredentials(true);
          policy.setMaxAge(7200L);
          var source = new UrlBasedCorsConfigurationSource();
          source.registerCorsConfiguration("/**", policy);
          var filter = new FilterRegistrationBean<>(new CorsFilter(source));
          // Before Spring Security, which would ask OPTIONS for a login.
          filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
          return filter;
      }"
    `)
  })

  test('quotes', () => {
    const text = spring(ODD)
    expect(text).toContain(String.raw`List.of("https://a'b\"c\\d")`)
    expect(text).toContain('List.of("x-a\'b", "x-`c`")')
    expect(text).toContain('List.of("GET", "HEAD", "POST", "PUT", "patch")')
  })
})

describe('ASP.NET Core', () => {
  test('sets what the remedy says', () => {
    expect(aspnet(remedyOf({ credentials: true, exposed: ['x-total'] }))).toMatchInlineSnapshot(`
      "builder.Services.AddCors(options => options.AddDefaultPolicy(policy => policy
          .WithOrigins("https://app.example.com")
          .WithMethods("PUT")
          .WithHeaders("content-type")
          .WithExposedHeaders("x-total")
          .AllowCredentials()
          .SetPreflightMaxAge(TimeSpan.FromSeconds(7200))));

      // After UseRouting, before UseAuthentication.
      app.Use((context, next) =>
      {
          context.Response.OnStarting(() =>
          {
              context.Response.Headers.Append("Vary", "Origin");
              return Task.CompletedTask;
          });
          return next(context);
      });
      app.UseCors();"
    `)
  })

  test('quotes', () => {
    const text = aspnet(ODD)
    expect(text).toContain(String.raw`.WithOrigins("https://a'b\"c\\d")`)
    expect(text).toContain('.WithHeaders("x-a\'b", "x-`c`")')
  })
})
