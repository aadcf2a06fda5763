import { useMemo, useRef, useState } from 'react'
import { useForm } from 'react-hook-form'
import { Page } from '~/components/ui/frame'
import { usePageShortcuts } from '../ui/shortcuts'
import { Note } from '~/components/ui/message'
import { RatingRulesFold } from '../kit/rating-rules'
import { quoteOfNote, type ScorecardDraft } from '~/domain/scorecard/draft-shape'
import type { Submission } from '~/domain/scorecard/submission'
import type { PlainAnswer, ScorecardEditor } from '~/domain/scorecard/view'
import { mustExist } from '~/domain/shared/must-exist'
import { CriterionPart } from './criterion-part'
import { DraftDialogs, LeftOverText } from './draft-dialogs'
import { FlagsPart } from './flags-part'
import { GuidePane } from './guide-pane'
import { NotesPane } from './notes-pane'
import { PhoneTabs, type Part } from './phone-tabs'
import { RecommendationPart } from './recommendation-part'
import { nestedErrors } from './nested-errors'
import { SaveLine } from './save-line'
import { ScorecardForm } from './scorecard-form'
import { SubmitBar } from './submit-bar'
import { TopBar } from './top-bar'
import { useDraft } from './use-draft'
import { useList } from './use-list'
import { useMinute } from './use-minute'

/** The scorecard while it is written: guide, criteria and notes beside one another, one at a time on a phone. */
export function Editor({ plain, ...props }: ScorecardEditor & { plain?: PlainAnswer }) {
  const { scorecardId, base, criteria, flags, interview } = props
  const asked = { criteria: criteria.map(({ id }) => id), flags: flags.map(({ id }) => id), amending: base > 0 }
  const errors = useMemo(() => (plain ? nestedErrors(plain.fieldErrors) : undefined), [plain])
  const form = useForm<ScorecardDraft, unknown, Submission>({
    defaultValues: plain?.draft ?? props.draft,
    errors,
    resolver: async (...given) => (await import('./resolver')).resolverFor(asked)(...given),
    mode: 'onSubmit',
    reValidateMode: 'onChange',
  })
  const notes = useList(form, 'notes')
  const draft = useDraft(form, { ...props, asked })
  const minute = useMinute(props.startsAt, props.minutesPassed)
  const [part, setPart] = useState<Part>('crit')
  const [current, setCurrent] = useState(0)
  const noteField = useRef<HTMLTextAreaElement>(null)
  const target = criteria[current] ?? mustExist(criteria[0], 'criterion to rate')

  const go = (to: number) => {
    const next = Math.min(criteria.length - 1, Math.max(0, to))
    setCurrent(next)
    setPart('crit')
    requestAnimationFrame(() =>
      document
        .getElementById(`crit-${mustExist(criteria[next], 'next criterion').id}`)
        ?.scrollIntoView({ block: 'start' }),
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
    const path = `ratings.${target.id}.evidence.quotes` as const
    form.setValue(path, [...form.getValues(path), quoteOfNote(note)], { shouldDirty: true })
    notes.put(notes.items.map((one, index) => (index === at ? { ...note, to: target.id } : one)))
  }
  const latest = () => form.getValues('notes').findLastIndex((note) => note.to === '')
  usePageShortcuts([
    ...(['1', '2', '3', '4'] as const).map((key) => ({
      keys: key,
      label: `Level ${key} for the criterion in view`,
      run: () => rate(key),
    })),
    { keys: '0', label: 'Not assessed', run: () => rate('na') },
    { keys: 'j', label: 'Next criterion', run: () => go(current + 1) },
    { keys: 'k', label: 'Previous criterion', run: () => go(current - 1) },
    {
      keys: 'n',
      label: 'New note',
      run: () => {
        setPart('notes')
        requestAnimationFrame(() => noteField.current?.focus())
      },
    },
    { keys: 'e', label: 'Latest note becomes evidence', run: () => quote(latest()) },
    {
      keys: 'q',
      label: 'Add a quote to the criterion in view',
      run: () => document.getElementById(`add-quote-${target.id}`)?.click(),
    },
    { keys: 's', label: 'Save now', run: () => draft.tell({ event: 'save-asked' }) },
  ])

  return (
    <>
      <TopBar {...props} minute={minute} save={<SaveLine standing={draft.standing} />} />
      <PhoneTabs form={form} part={part} onPart={setPart} total={criteria.length} notes={notes.items.length} />
      <ScorecardForm
        {...{ scorecardId, base }}
        revision={props.revision}
        onSubmit={() => (draft.busy ? undefined : draft.submit())}
      >
        <Page className={`sc sc--${part}`}>
          <section className="pane pane--crit" id="crit" aria-label="Criteria">
            {(draft.problem ?? plain?.problem) ? (
              <Note kind="flag" icon="warning" role="alert" className="sc__problem">
                {draft.problem ?? plain?.problem}
              </Note>
            ) : null}
            <LeftOverText draft={draft} criteria={criteria} />
            {props.shadow ? (
              <Note>You shadow this interview. Your scorecard is kept for comparison and is not counted.</Note>
            ) : null}
            <RatingRulesFold />
            {criteria.map((criterion, at) => (
              <div key={criterion.id} onFocusCapture={() => setCurrent(at)} onPointerDownCapture={() => setCurrent(at)}>
                <CriterionPart
                  form={form}
                  criterion={criterion}
                  seniority={props.seniority}
                  gates={interview.gates}
                  current={at === current}
                />
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
            timeZone={props.timeZone}
            minute={minute}
          />
          <NotesPane
            ref={noteField}
            notes={notes}
            criteria={criteria}
            timeZone={props.timeZone}
            target={target}
            onQuote={quote}
            problemOf={(at) => form.formState.errors.notes?.[at]?.text?.message}
          />
        </Page>
        <SubmitBar form={form} total={criteria.length} amending={base > 0} busy={draft.busy} />
      </ScorecardForm>
      <DraftDialogs draft={draft} criteria={criteria} flags={flags} />
    </>
  )
}
