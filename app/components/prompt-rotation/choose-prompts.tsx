import { count } from '~/components/format'
import { Submit } from '~/components/ui/button'
import { SelectField } from '~/components/ui/field'
import { Form, FormError } from '~/components/ui/form'
import { Note } from '~/components/ui/message'
import type { PromptChoice, PromptOption } from '~/domain/prompt-rotation/view'

/** Which prompt an interview uses: what is recorded, what is suggested, and the form that changes it. */
export function ChoosePromptsForm({ choice, error }: { choice: PromptChoice; error: string | null }) {
  const { pick, current, suggested, options } = choice
  const nameOf = (id: string) => options.find((option) => option.id === id)?.name ?? id
  const places = Array.from({ length: Math.max(pick, current.length) }, (_, place) => current[place] ?? null)
  const usable = options.some(({ retired, seen, elsewhere }) => !retired && !seen && !elsewhere)
  return (
    <section className="chapter no-print" id="prompts" aria-labelledby="h-prompts">
      <div className="chapter__head">
        <h2 className="h2" id="h-prompts">
          {pick === 1 ? 'Prompt of this interview' : 'Prompts of this interview'}
        </h2>
        <span className="small quiet">Recorded, so that prompts are not used too often</span>
      </div>
      <FormError>{error}</FormError>
      {current.length > 0 ? (
        <p>
          This interview uses <b>{current.map(nameOf).join(' and ')}</b>.
        </p>
      ) : (
        <Note kind="doubt">
          No prompt is chosen.{' '}
          {usable
            ? 'Choose one below.'
            : 'Every prompt of this kind is retired, or this candidate knows it or will from another interview. Restore one on the kit’s page, or choose one below all the same.'}
        </Note>
      )}
      {options.length === 0 ? null : (
        <details open={current.length === 0 || error !== null || options.some(isRetiredAndUsed(current))}>
          <summary>Choose another prompt</summary>
          <Form method="post" preventScrollReset className="stack" key={current.join()}>
            <input type="hidden" name="intent" value="choose-prompts" />
            {current.map((id) => (
              <input key={id} type="hidden" name="was" value={id} />
            ))}
            {places.map((id, place) => (
              <SelectField
                key={place}
                name="prompts"
                label={places.length === 1 ? 'Prompt' : `Prompt ${place + 1}`}
                defaultValue={startsWith(id, place, choice)}
                help={
                  suggested[place]
                    ? `Suggested: ${nameOf(suggested[place])}. Fewest candidates have seen it, and this one does not know it.`
                    : undefined
                }
                options={options.map((option) => ({
                  value: option.id,
                  label: `${option.name} (${describeUse(option).join('; ')})`,
                }))}
              />
            ))}
            <div>
              <Submit kind="plain" busy="Saving">
                Save prompt
              </Submit>
            </div>
          </Form>
        </details>
      )}
    </section>
  )
}

const isRetiredAndUsed = (current: readonly string[]) => (option: PromptOption) =>
  option.retired && current.includes(option.id)

/** The form begins with the suggestion where nothing is chosen, or what is chosen is retired. */
function startsWith(id: string | null, place: number, { options, suggested }: PromptChoice): string | undefined {
  const usable = id !== null && !options.some((option) => option.id === id && option.retired)
  return usable ? id : (suggested[place] ?? id ?? undefined)
}

function describeUse({ candidates, planned, lastUse, retired, seen, elsewhere }: PromptOption): string[] {
  return [
    ...(retired ? ['retired'] : []),
    ...(seen ? ['this candidate has seen it'] : []),
    ...(elsewhere ? ['used in another interview of this loop'] : []),
    candidates === 0 ? 'not used yet' : `seen by ${count(candidates, 'candidate')}`,
    ...(lastUse ? [`last ${lastUse}`] : []),
    ...(planned > 0 ? [`planned for ${planned}`] : []),
  ]
}
