import type { UseFormReturn } from 'react-hook-form'
import type { ScorecardDraft } from '~/domain/scorecard/draft-shape'
import type { Submission } from '~/domain/scorecard/submission'

/** The form that a scorecard is written in. */
export type DraftForm = UseFormReturn<ScorecardDraft, unknown, Submission>
