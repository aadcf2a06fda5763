import { zodResolver } from '@hookform/resolvers/zod'
import { Link, useNavigate } from '@remix-run/react'
import { lazy, Suspense, useMemo, useRef, useState } from 'react'
import { useFieldArray, useForm, useWatch, type Path, type Resolver } from 'react-hook-form'
import { Button } from '~/components/ui/button'
import { Page } from '~/components/ui/frame'
import { Icon } from '~/components/ui/icon'
import { usePageKeys } from '~/components/ui/keys'
import { Note } from '~/components/ui/message'
import type { CriterionView, FactView, FlagView, InterviewView } from '~/domain/kit/views'
import { ratedCount, type ScorecardDraft } from '~/domain/scorecard/draft'
import { submissionSchema, type Submission } from '~/domain/scorecard/submission'
import { recommendationWords } from '~/domain/scorecard/words'
import { paths } from '~/paths'
import { CriterionPart } from './criterion-part'
import { FlagsPart } from './flags-part'
import { GuidePane } from './guide-pane'
import { LeftOver } from './left-over'
import { NotesPane } from './notes-pane'
import { RecommendationPart } from './recommendation-part'
import { SaveLine } from './save-line'
import { send } from './send'
import { useDraft } from './use-draft'
import { useMinute } from './use-minute'

const ClashDialog = lazy(() => import('./clash-dialog').then((module) => ({ default: module.ClashDialog })))

export type EditorProps = {
  owner: string
  scorecardId: number
  interviewId: number
  base: number
  revision: number
  savedAt: string | null
  draft: ScorecardDraft
  interview: InterviewView
  criteria: CriterionView[]
  flags: (FlagView & { watched: boolean })[]
  facts: FactView[]
  candidate: string
  namesHidden: boolean
  job: string
  seniority: string
  shadow: boolean
  startsAt: string | null
  minutesPassed: number | null
}

type Part = 'guide' | 'crit' | 'notes' | 'flags'

/** The scorecard while it is written: guide, criteria and notes beside one another, one at a time on a phone. */
export function Editor(props: EditorProps) {
  const { scorecardId, base, criteria, flags, interview } = props
  const asked = { criteria: criteria.map(({ id }) => id), flags: flags.map(({ id }) => id), amending: base > 0 }
  const form = useForm<ScorecardDraft, unknown, Submission>({
    defaultValues: props.draft,
    resolver: zodResolver(submissionSchema(asked)) as Resolver<ScorecardDraft, unknown, Submission>,
    mode: 'onSubmit',
    reValidateMode: 'onChange',
  })
  const notes = useFieldArray({ control: form.control, name: 'notes' })
  const draft = useDraft(form, { ...props, url: paths.scorecardDraft(scorecardId) })
  const submission = useSubmission(form, draft, props)
  const minute = useMinute(props.startsAt, props.minutesPassed)
  const [part, setPart] = useState<Part>('crit')
  const [current, setCurrent] = useState(0)
  const noteField = useRef<HTMLTextAreaElement>(null)
  const target = criteria[current] ?? criteria[0]!

  const go = (to: number) => {
    const next = Math.min(criteria.length - 1, Math.max(0, to))
    setCurrent(next)
    setPart('crit')
    requestAnimationFrame(() =>
      document.getElementById(`crit-${criteria[next]!.id}`)?.scrollIntoView({ block: 'start' }),
    )
  }
  const rate = (choice: '1' | '2' | '3' | '4' | 'na') =>
    form.setValue(`ratings.${target.id}.choice`, choice, {
      shouldDirty: true,
      shouldValidate: form.formState.isSubmitted,
    })
  const quote = (at: number) => {
    const note = form.getValues(`notes.${at}`)
    if (!note || note.to) return
    const path = `ratings.${target.id}.quotes` as const
    form.setValue(path, [...form.getValues(path), { at: note.at, text: note.text }], { shouldDirty: true })
    notes.update(at, { ...note, to: target.id })
  }
  const latest = () => form.getValues('notes').findLastIndex((note) => note.to === '')
  usePageKeys([
    ...(['1', '2', '3', '4'] as const).map((key) => ({
      keys: key,
      label: `Level ${key} for the criterion in view`,
      run: () => rate(key),
    })),
    { keys: '0', label: 'Not assessed', run: () => rate('na') },
    { keys: 'j', label: 'Next criterion', run: () => go(current + 1) },
    { keys: 'k', label: 'Criterion before', run: () => go(current - 1) },
    {
      keys: 'n',
      label: 'New note',
      run: () => {
        setPart('notes')
        requestAnimationFrame(() => noteField.current?.focus())
      },
    },
    { keys: 'e', label: 'Latest note becomes evidence', run: () => quote(latest()) },
    { keys: 's', label: 'Save now', run: () => void draft.save() },
  ])

  return (
    <>
      <TopBar {...props} minute={minute} save={<SaveLine standing={draft.standing} />} />
      <PhoneTabs form={form} part={part} onPart={setPart} total={criteria.length} notes={notes.fields.length} />
      <Page className={`sc sc--${part}`}>
        <section className="pane pane--crit" id="crit" aria-label="Criteria">
          {submission.problem ? (
            <Note kind="flag" role="alert" className="sc__problem">
              {submission.problem}
            </Note>
          ) : null}
          {draft.left ? <LeftOver draft={draft.left} criteria={criteria} onForget={() => void draft.forget()} /> : null}
          {props.shadow ? (
            <Note>
              You shadow this interview. Your scorecard is kept and can be compared; it does not enter the score.
            </Note>
          ) : null}
          <p className="rule-line">
            <b>Climb.</b> Were the marked words of level 2 seen? Then those of 3? Then those of 4? Stop at the first no;
            a no at 2 is a 1. Something seen further up never makes up for a step that is missing.
          </p>
          {criteria.map((criterion, at) => (
            <div key={criterion.id} onFocusCapture={() => setCurrent(at)} onPointerDownCapture={() => setCurrent(at)}>
              <CriterionPart form={form} criterion={criterion} seniority={props.seniority} current={at === current} />
            </div>
          ))}
          <FlagsPart form={form} flags={flags} />
          <RecommendationPart form={form} amending={base > 0} />
        </section>
        <GuidePane
          form={form}
          interview={interview}
          interviewId={props.interviewId}
          facts={props.facts}
          minute={minute}
        />
        <NotesPane ref={noteField} notes={notes} criteria={criteria} target={target} onQuote={quote} />
      </Page>
      <SubmitBar
        form={form}
        total={criteria.length}
        amending={base > 0}
        busy={submission.busy}
        onSubmit={submission.submit}
      />
      {draft.clash ? (
        <Suspense>
          <ClashDialog clash={draft.clash} criteria={criteria} flags={flags} onSettled={draft.take} />
        </Suspense>
      ) : null}
    </>
  )
}

type DraftState = ReturnType<typeof useDraft>

/** One key for all attempts of this window, so that pressing again after a lost answer submits once. */
function useSubmission(
  form: ReturnType<typeof useForm<ScorecardDraft, unknown, Submission>>,
  draft: DraftState,
  props: EditorProps,
) {
  const { scorecardId, base } = props
  const navigate = useNavigate()
  const writeKey = useRef('')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)

  const post = async () => {
    setBusy(true)
    setProblem(null)
    draft.stop()
    writeKey.current ||= crypto.randomUUID()
    const body = { writeKey: writeKey.current, base, content: form.getValues() }
    const sent = await send<{ number: number }>(paths.scorecardDraft(scorecardId), 'POST', body)
    if (sent.got === 'answer') {
      await draft.forget()
      navigate(paths.scorecard(scorecardId), { replace: true })
      return
    }
    setBusy(false)
    draft.resume()
    if (sent.got === 'errors') {
      for (const [path, message] of Object.entries(sent.fieldErrors))
        form.setError(
          path.replace(/^content\./, '') as Path<ScorecardDraft>,
          { type: 'server', message },
          { shouldFocus: true },
        )
      setProblem('The server found something missing; it is marked below.')
    } else if (sent.got === 'nothing')
      setProblem('No connection. Everything is kept; press Submit again once you are back.')
    else
      setProblem(
        sent.got === 'refused' ? sent.message : 'Another window saved this scorecard meanwhile; load it again.',
      )
  }
  const submit = () =>
    void form.handleSubmit(post, () =>
      setProblem('Something is missing; the first place is marked and has the focus.'),
    )()
  return { busy, problem, submit: useMemo(() => submit, [submit]) }
}

type TopBarProps = EditorProps & { minute: number | null; save: React.ReactNode }

function TopBar({ interview, candidate, namesHidden, job, minute, save }: TopBarProps) {
  const running = minute !== null && minute >= 0 && minute <= interview.minutes
  return (
    <header className="sc-top">
      <div className="sc-top__in">
        <Link className="btn btn--icon" to={paths.interviews()} aria-label="Back to my interviews">
          <Icon name="next" className="flip" />
        </Link>
        <div className="sc-top__title">
          <h1>{interview.name}</h1>
          <div className="meta">
            <span>{candidate}</span>
            {namesHidden ? (
              <span className="only-wide">
                <Icon name="hidden" className="inline" /> names hidden
              </span>
            ) : null}
            {running ? (
              <span className="nowrap">
                {minute}&nbsp;of {interview.minutes}&nbsp;min
              </span>
            ) : (
              <span className="only-wide">{job}</span>
            )}
          </div>
        </div>
        {save}
      </div>
      {running ? (
        <svg
          className="clock"
          role="img"
          aria-label={`${minute} of ${interview.minutes} minutes have passed`}
          height="3"
        >
          <rect className="rest" width="100%" height="3" />
          <rect className="past" width={`${(100 * minute) / interview.minutes}%`} height="3" />
        </svg>
      ) : (
        <div className="clock" />
      )}
    </header>
  )
}

type FormOf = ReturnType<typeof useForm<ScorecardDraft, unknown, Submission>>
type TabsProps = { form: FormOf; part: Part; onPart: (part: Part) => void; total: number; notes: number }

function PhoneTabs({ form, part, onPart, total, notes }: TabsProps) {
  const ratings = useWatch({ control: form.control, name: 'ratings' })
  const tab = (to: Part, label: string, count?: string) => (
    <a href={`#${to}`} aria-current={part === to ? 'true' : undefined} onClick={() => onPart(to)}>
      {label} {count ? <span className="count">{count}</span> : null}
    </a>
  )
  return (
    <nav className="sc-phone-tabs tabs" aria-label="Parts of this page">
      {tab('guide', 'Guide')}
      {tab('crit', 'Criteria', `${ratedCount({ ratings: ratings ?? {} })}\u00a0of ${total}`)}
      {tab('notes', 'Notes', String(notes))}
      {tab('flags', 'Flags')}
    </nav>
  )
}

type BarProps = { form: FormOf; total: number; amending: boolean; busy: boolean; onSubmit: () => void }

function SubmitBar({ form, total, amending, busy, onSubmit }: BarProps) {
  const [ratings, flags, recommendation] = useWatch({
    control: form.control,
    name: ['ratings', 'flags', 'recommendation'],
  })
  const rated = ratedCount({ ratings: ratings ?? {} })
  const found = Object.values(flags ?? {}).filter((flag) => flag.found).length
  return (
    <footer className="sc-bar">
      <div className="sc-bar__in">
        <span className="sc-bar__small">
          {rated}&nbsp;of {total} rated
        </span>
        <div className="sc-bar__facts">
          <span>
            <b>
              {rated}&nbsp;of {total}
            </b>{' '}
            criteria rated
          </span>
          <span>
            <b>{found}</b> red {found === 1 ? 'flag' : 'flags'}
          </span>
          <span>
            recommendation <b>{recommendation ? recommendationWords[recommendation].toLowerCase() : 'not given'}</b>
          </span>
          <span className="keys keys--wide">
            <span>
              <kbd className="kbd">1</kbd>–<kbd className="kbd">4</kbd> rate
            </span>
            <span>
              <kbd className="kbd">j</kbd> next criterion
            </span>
          </span>
        </div>
        <Button kind="primary" aria-disabled={busy || undefined} onClick={() => (busy ? undefined : onSubmit())}>
          {busy ? 'Submitting' : amending ? 'Submit the amendment' : 'Submit scorecard'}
        </Button>
      </div>
    </footer>
  )
}
