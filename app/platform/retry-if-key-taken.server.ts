/**
 * Runs the attempt once more when a unique key was taken under it: two that wrote the same thing at the same moment. The
 * second time it sees what the other wrote.
 */
export async function retryIfKeyTaken<T>(attempt: () => Promise<T>): Promise<T> {
  try {
    return await attempt()
  } catch (error) {
    if ((error as { code?: unknown }).code !== 'P2002') throw error
    return attempt()
  }
}
