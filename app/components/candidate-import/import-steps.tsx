import { classes } from '~/components/ui/classes'

const STEPS = ['File', 'Columns', 'Preview', 'Import'] as const
export type ImportStep = (typeof STEPS)[number]

/** Where in the import the page stands. */
export function ImportSteps({ at }: { at: ImportStep }) {
  const here = STEPS.indexOf(at)
  return (
    <ol className="imp__steps" aria-label="Steps of the import">
      {STEPS.map((step, index) => (
        <li
          key={step}
          className={classes('imp__step', index < here && 'is-done', index === here && 'is-here')}
          aria-current={index === here ? 'step' : undefined}
        >
          <span className="imp__step-n">{index + 1}</span> {step}
        </li>
      ))}
    </ol>
  )
}
