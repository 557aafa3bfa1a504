const msw = process.env.WHY_PREFLIGHT_MSW ?? 'msw'

/** The simulation under Jest, in CommonJS and jsdom, as a user's project would have it. */
module.exports = {
  rootDir: __dirname,
  testEnvironment: 'jest-fixed-jsdom',
  testEnvironmentOptions: { url: 'https://app.example.com/' },
  testMatch: ['**/*.spec.cjs'],
  setupFilesAfterEnv: ['why-preflight/jest'],
  // Each version in turn.
  moduleNameMapper: { '^msw$': msw, '^msw/node$': `${msw}/node` },
}
