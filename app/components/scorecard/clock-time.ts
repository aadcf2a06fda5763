/** Hour and minute in the zone of the person's account, whatever zone the device is in. */
export const clockTime = (timeZone: string, at = new Date()) =>
  at.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone })
