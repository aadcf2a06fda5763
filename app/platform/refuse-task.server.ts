const STATUS: Record<string, number> = { LINK_OVER: 410, THROTTLED: 429 }

/** Ends a candidate's request: closed, too many guesses, or not there. Says nothing more. */
export function refuseTask({ code }: { code: string }): never {
  throw new Response(null, { status: STATUS[code] ?? 404 })
}
