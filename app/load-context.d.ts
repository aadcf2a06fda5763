import '@remix-run/node'

declare module '@remix-run/node' {
  interface AppLoadContext {
    cspNonce: string
    /** The network place that the request came from, for counting failed attempts. */
    place: string
  }
}
