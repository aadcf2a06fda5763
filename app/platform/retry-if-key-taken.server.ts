/** Did the attempt fail on a unique key? */
export const isKeyTaken = (error: unknown): boolean => (error as { code?: unknown }).code === 'P2002'

/**
 * Runs the attempt once more when it failed on a unique key because another request wrote the same row at the same
 * moment. The second time it sees what the other wrote.
 */
export async function retryIfKeyTaken<T>(attempt: () => Promise<T>): Promise<T> {
  try {
    return await attempt()
  } catch (error) {
    if (!isKeyTaken(error)) throw error
    return attempt()
  }
}
