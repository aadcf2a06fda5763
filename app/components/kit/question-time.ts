const spoken = (minutes: number) => {
  const whole = Math.floor(minutes)
  if (minutes === 0.5) return 'half a minute'
  return `${whole}${minutes > whole ? '½' : ''} ${minutes === 1 ? 'minute' : 'minutes'}`
}

/** The time of a question beside it: "3 min", "2½ min". */
export const durationOf = (minutes: number): string =>
  `${minutes === 0.5 ? '½' : `${Math.floor(minutes)}${Number.isInteger(minutes) ? '' : '½'}`}\u00a0min`

/** What the interviewer does before asking: the wait is part of the question's time. */
export const waitOf = (minutes: number): string => `Wait ${spoken(minutes)}, then ask:`
