import { zodResolver } from '@hookform/resolvers/zod'
import type { Resolver } from 'react-hook-form'
import type { ScorecardDraft } from '~/domain/scorecard/draft-shape'
import { submissionSchema, type ScorecardRequirements, type Submission } from '~/domain/scorecard/submission'

/** The schema of the action, for the form; in a file of its own because it is needed only once Submit is pressed. */
export const resolverFor = (requirements: ScorecardRequirements) =>
  zodResolver(submissionSchema(requirements)) as Resolver<ScorecardDraft, unknown, Submission>
