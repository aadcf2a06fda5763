import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { TaskBody } from '~/components/candidate-link/task'
import { PromptBody } from '~/components/kit/prompt'
import { PreviewHead } from '~/components/kit-editor/preview-head'
import { Tag } from '~/components/ui/bits'
import { seniorities } from '~/domain/kit/schema'
import { promptPreviews, PromptPreviewSearch, type PromptPreview } from '~/domain/kit-draft/preview-search'
import { OwnKitPartAddress } from '~/domain/kit-draft/schemas'
import { paths } from '~/paths'
import { parseParams, parseSearch } from '~/platform/parse.server'
import { orRefuse } from '~/platform/refuse.server'
import { requireViewer } from '~/platform/session.server'
import { previewPrompt } from '~/services/own-kit/preview-draft.server'

export const meta = () => [{ title: 'Preview of a draft · Assay' }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, 'edit-kits')
  const { kitId, key } = parseParams(params, OwnKitPartAddress)
  const { as, seniority } = parseSearch(request, PromptPreviewSearch)
  const preview = orRefuse(await previewPrompt(viewer, kitId, key, seniority))
  return { kitId, key, as, seniority, preview, crumb: `Preview: ${preview.prompt.name}` }
}

const NAMES: Record<PromptPreview, string> = { candidate: 'As the candidate', interviewer: 'As the interviewer' }

export default function PreviewPrompt() {
  const { kitId, key, as, seniority, preview } = useLoaderData<typeof loader>()
  const { prompt, task, onRequest, usedIn, problems } = preview
  const at = (to: PromptPreview, level: string = seniority) => paths.ownKitPreview(kitId, 'prompts', key, to, level)
  return (
    <article>
      <PreviewHead
        by={as === 'candidate' ? 'candidates' : 'interviewers'}
        edit={paths.ownKitPrompt(kitId, key)}
        problems={problems}
        previews={promptPreviews.map((to) => ({ to: at(to), name: NAMES[to], current: to === as }))}
        {...(as === 'interviewer'
          ? { seniorities: seniorities.map((id) => ({ id, to: at(as, id), current: id === seniority })) }
          : {})}
      />
      {as === 'candidate' ? (
        <div className="task">
          <TaskBody task={task} fileAt={null} />
          {onRequest.length > 0 ? (
            <p className="quiet no-print">Handed over only when the candidate asks for it: {onRequest.join('; ')}.</p>
          ) : null}
        </div>
      ) : (
        <>
          <h1 className="kit__title kit__title--part">{prompt.name}</h1>
          <p className="meta kit__meta">
            {prompt.rates.map(({ id, name }) => (
              <Tag key={id}>{name}</Tag>
            ))}
            {usedIn.map(({ id, name }) => (
              <span key={id}>used in {name}</span>
            ))}
          </p>
          <h2 className="vh">The prompt</h2>
          <PromptBody prompt={prompt} />
        </>
      )}
    </article>
  )
}
