/** The same for every attempt to withdraw one version, so that pressing twice withdraws once. */
export const withdrawalKey = (lastNumber: number): string => `withdrawal-of-${lastNumber}`
