import * as z from 'zod/mini'
import { maxLength, regex } from '../shared/checks'
import { Id, WriteKey } from '../shared/fields'

/** How long a candidate's page may be open. */
export const LINK_DURATIONS = [
  { value: '1', label: '1 hour' },
  { value: '4', label: '4 hours' },
  { value: '24', label: '1 day' },
  { value: '72', label: '3 days' },
  { value: '168', label: '7 days' },
] as const

export const DEFAULT_LINK_DURATION = '4'

const hours = LINK_DURATIONS.map(({ value }) => value) as [string, ...string[]]
const Name = (missing: string) =>
  z.string(missing).check(maxLength(100, missing), regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, missing))

/** What the address of the interview guide may ask for; what does not fit is as if it were not there. */
export const GuideSearch = z.object({ linksBefore: z.catch(z.nullable(Id), null) })

export const MakeLink = z.object({
  prompt: Name('Choose a prompt of this interview.'),
  hours: z.pipe(z.enum(hours, 'Choose how long the page is open.'), z.transform(Number)),
  writeKey: WriteKey,
})
export type MakeLink = z.infer<typeof MakeLink>

export const RevokeLink = z.object({ linkId: Id })
export const HandOver = z.object({ linkId: Id, exhibit: Name('Choose an exhibit of this prompt.') })
