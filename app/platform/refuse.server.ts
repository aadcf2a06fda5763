/**
 * Error codes of the domain and their HTTP status. A code that ends in NOT_FOUND is 404, one in CONFLICT or STALE 409,
 * FORBIDDEN and NOT_A_VOTER 403; every other is a request that can be mended: 422.
 */
export function statusOf(code: string): number {
  if (code.endsWith('NOT_FOUND')) return 404
  if (code === 'FORBIDDEN' || code === 'NOT_A_VOTER') return 403
  if (code.endsWith('CONFLICT') || code.endsWith('STALE')) return 409
  return 422
}

/** Ends the request with the error's status; the nearest error boundary says the sentence. */
export function refuse(error: { code: string; message?: string }): never {
  throw new Response(error.message ?? '', { status: statusOf(error.code), statusText: error.code })
}

/** The value, or the end of the request. */
export function orRefuse<T>(
  result: { ok: true; value: T } | { ok: false; error: { code: string; message?: string } },
): T {
  if (!result.ok) refuse(result.error)
  return result.value
}
