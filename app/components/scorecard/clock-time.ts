/** Hour and minute as the person's clock shows them. */
export const clockTime = (at = new Date()) =>
  at.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
