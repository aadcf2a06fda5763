import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { DifficultyPart } from '~/components/prompt-rotation/difficulty-part'
import { UseTables } from '~/components/prompt-rotation/use-tables'
import { Submit } from '~/components/ui/button'
import { TextField } from '~/components/ui/field'
import { Form, useErrorFocus, type FieldErrors } from '~/components/ui/form'
import { Empty } from '~/components/ui/message'
import { KitAddress } from '~/domain/kit/address'
import { SetLimit } from '~/domain/prompt-rotation/schemas'
import { paths } from '~/paths'
import { redirectWithMessage } from '~/platform/flash.server'
import { parseForm, parseParams } from '~/platform/parse.server'
import { orRefuse } from '~/platform/refuse.server'
import { requireViewer } from '~/platform/session.server'
import { readRotation } from '~/services/prompt-rotation/read-rotation.server'
import { setPromptLimit } from '~/services/prompt-rotation/retire-prompt.server'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `Prompts of ${data?.rotation.kit.name ?? 'a kit'} · Assay` },
]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, 'read-calibration')
  const { role } = parseParams(params, KitAddress)
  return { rotation: orRefuse(await readRotation(viewer, role)), crumb: 'Prompts: use and rotation' }
}

type Answer = { fieldErrors: FieldErrors; value: string }

export async function action({ request, params }: ActionFunctionArgs) {
  const viewer = await requireViewer(request, 'retire-prompts')
  const { role } = parseParams(params, KitAddress)
  const form = await parseForm(request, SetLimit)
  if (!form.ok) return data<Answer>({ fieldErrors: form.fieldErrors, value: '' }, { status: 422 })
  orRefuse(await setPromptLimit(viewer, role, form.value.candidates))
  return redirectWithMessage(paths.kitPrompts(role), 'The limit is saved.')
}

export default function PromptRotation() {
  const { rotation } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const box = useErrorFocus<HTMLDivElement>(answer?.fieldErrors)
  const over = rotation.kinds.flatMap(({ prompts }) => prompts).filter(({ overLimit }) => overLimit)
  return (
    <article>
      <header id="top">
        <h1 className="kit__title kit__title--part">Prompts: use and rotation</h1>
        <p className="kit__stand">
          A candidate who knows a prompt beforehand is rated on their preparation. New interviews are suggested the
          prompt that the fewest candidates have seen; a retired prompt is not offered at all.
        </p>
      </header>
      {rotation.kinds.length === 0 ? (
        <Empty title="This kit has no prompts">Its interviews are run by their questions alone.</Empty>
      ) : (
        <>
          <UseTables rotation={rotation} over={over.length} />
          <DifficultyPart difficulty={rotation.difficulty} />
        </>
      )}
      {rotation.mayRetire && rotation.kinds.length > 0 ? (
        <section className="chapter no-print" aria-labelledby="h-limit">
          <h2 className="h2" id="h-limit">
            When to suggest retiring
          </h2>
          <div ref={box}>
            <Form method="post" className="stack">
              <TextField
                name="candidates"
                label="Candidates"
                inputMode="numeric"
                defaultValue={String(rotation.limit)}
                error={answer?.fieldErrors.candidates}
                help="A prompt of this kit that this many candidates have seen is marked above. It is retired only by hand."
              />
              <div>
                <Submit kind="plain" busy="Saving">
                  Save limit
                </Submit>
              </div>
            </Form>
          </div>
        </section>
      ) : null}
    </article>
  )
}
