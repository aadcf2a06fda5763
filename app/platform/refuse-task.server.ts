/** Ends a candidate's request: closed, too many guesses, or not there. Says nothing more. */
export function refuseTask(error: { code: string; seconds?: number }): never {
  if (error.code === 'THROTTLED')
    throw new Response(null, { status: 429, headers: { 'Retry-After': String(error.seconds ?? 60) } })
  throw new Response(null, { status: error.code === 'LINK_OVER' ? 410 : 404 })
}
