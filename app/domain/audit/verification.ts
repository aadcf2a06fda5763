import * as z from 'zod/mini'

/** The audit page's form. */
export const VerifyAudit = z.object({ intent: z.literal('verify-now') })

/** What the audit page tells about the verification of the chain. */
export type VerificationView = {
  /** No break has been found. */
  intact: boolean
  /** null for a viewer who is blind anywhere (design.md, rule 3): no numbers and no times. */
  details: {
    /** A verification from the first entry waits or runs because somebody asked for it. */
    inProgress: boolean
    /** The last entry up to which the chain is verified, and when; null before the first verification. */
    verified: { number: number; at: string } | null
    /** When a verification from the first entry last ended without a break. */
    intactAt: string | null
    broken: { number: number; at: string } | null
  } | null
}
