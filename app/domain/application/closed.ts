/** What an act is told that would decide a closed application: no packet is sent, no vote sealed, nothing decided. */
export const APPLICATION_CLOSED = {
  code: 'APPLICATION_CLOSED',
  message: 'This application is closed; a closed one is not decided again.',
} as const
