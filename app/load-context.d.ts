import '@remix-run/node'

declare module '@remix-run/node' {
  interface AppLoadContext {
    cspNonce: string
    /** The network place that the request came from, for counting failed attempts. */
    place: string
    /** Too many passwords and links are being checked: the action says so and does nothing else. */
    busy?: boolean
  }
}
