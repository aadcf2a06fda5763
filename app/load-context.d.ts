import '@remix-run/node'

declare module '@remix-run/node' {
  interface AppLoadContext {
    cspNonce: string
    /** The address the request came from, for counting tries. */
    place: string
  }
}
