import * as z from 'zod/mini'

export const KitAddress = z.object({
  role: z
    .string()
    .check(
      z.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'This is not the name of a kit.'),
      z.maxLength(100, 'This is not the name of a kit.'),
    ),
})

/** Which seniority's anchors are shown; anything else is the senior's. */
export const KitSearch = z.object({ seniority: z.catch(z.enum(['mid', 'senior', 'staff']), 'senior') })
