import { Link } from '@remix-run/react'
import { useMemo, useRef, useState } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import { Button, ButtonLink } from '~/components/ui/button'
import { Page } from '~/components/ui/frame'
import { HelpMenu } from '~/components/ui/help-menu'
import { Icon } from '~/components/ui/icon'
import { Note } from '~/components/ui/message'
import { PrintButton } from '~/components/ui/print-button'
import { usePageShortcuts } from '~/components/ui/shortcuts'
import type { LiveInterview } from '~/domain/interview/live'
import { guideSteps, questionReached } from '~/domain/kit/guide-steps'
import { quoteOfNote, type NoteDraft, type ScorecardDraft } from '~/domain/scorecard/draft-shape'
import type { Speaker } from '~/domain/scorecard/evidence'
import { elapsedSeconds, notStarted, pressClock, resetClock, type InterviewRun } from '~/domain/scorecard/interview-run'
import { typedTime } from '~/domain/scorecard/quote-time'
import type { Submission } from '~/domain/scorecard/submission'
import { paths } from '~/paths'
import { GuideSheet } from '../kit/guide-sheet'
import { PlaceOf } from '../place-of'
import { clockTime } from '../scorecard/clock-time'
import { DraftDialogs, LeftOverText } from '../scorecard/draft-dialogs'
import { SaveLine } from '../scorecard/save-line'
import { useDraft } from '../scorecard/use-draft'
import { useList } from '../scorecard/use-list'
import { ClockRow } from './clock-row'
import { CriteriaInView } from './criteria-in-view'
import { HoldBack } from './hold-back'
import { liveKeys } from './live-keys'
import { NoteStream } from './note-stream'
import { OnRequest, Parts } from './on-request'
import { StepNow } from './step-now'
import { useElapsed } from './use-elapsed'

/**
 * The screen from which a live interview is run. All that is written goes into the draft of the scorecard, by the same
 * way and under the same rules as on the scorecard's own page.
 */
export function LiveScreen({ live }: { live: LiveInterview }) {
  const { editor, prompts } = live
  const { interview, criteria, flags, scorecardId, timeZone } = editor
  const asked = { criteria: criteria.map(({ id }) => id), flags: flags.map(({ id }) => id), amending: false }
  const form = useForm<ScorecardDraft, unknown, Submission>({ defaultValues: editor.draft })
  const draft = useDraft(form, { ...editor, asked })
  const notes = useList(form, 'notes')
  const run = useWatch({ control: form.control, name: 'run' }) ?? notStarted()
  const [speaker, setSpeaker] = useState<Speaker>('candidate')
  const noteField = useRef<HTMLTextAreaElement>(null)
  const stepHead = useRef<HTMLHeadingElement>(null)
  const steps = useMemo(() => guideSteps(interview), [interview])
  const at = Math.min(run.step, steps.length - 1)
  const seconds = useElapsed(run, live.now, 60)
  const section = interview.agenda[steps[at]?.section ?? 0]

  const setRun = (next: InterviewRun) => form.setValue('run', next, { shouldDirty: true })
  const press = () => setRun(pressClock(form.getValues('run'), new Date()))
  const go = (by: 1 | -1) => {
    const to = at + by
    if (to < 0 || to >= steps.length) return
    setRun({ ...form.getValues('run'), step: to })
    // Read out by a screen reader, and in sight where the page was scrolled.
    requestAnimationFrame(() => {
      stepHead.current?.focus({ preventScroll: true })
      stepHead.current?.scrollIntoView({ block: 'nearest' })
    })
  }
  const timeNow = () => clockTime(timeZone)
  const moment = (): Pick<NoteDraft, 'at' | 'into'> => {
    const elapsed = elapsedSeconds(form.getValues('run'), new Date())
    return { at: timeNow(), into: elapsed === null ? '' : typedTime(elapsed) }
  }
  const write = (by: Speaker) => {
    setSpeaker(by)
    requestAnimationFrame(() => noteField.current?.focus())
  }
  const quote = (note: number, criterion: string) => {
    const kept = form.getValues(`notes.${note}`)
    if (!kept || kept.to) return
    const path = `ratings.${criterion}.evidence.quotes` as const
    form.setValue(path, [...form.getValues(path), quoteOfNote(kept)], { shouldDirty: true })
    notes.put(form.getValues('notes').map((one, index) => (index === note ? { ...kept, to: criterion } : one)))
  }
  const latest = () => form.getValues('notes').findLastIndex(({ to }) => to === '')
  usePageShortcuts(
    liveKeys({ criteria, go, press, write, quoteLatest: (criterion) => quote(latest(), criterion), tell: draft.tell }),
  )

  return (
    <>
      <header className="live-top">
        <div className="sc-top__in">
          <Link className="btn btn--icon" to={paths.interview(editor.interviewId)} aria-label="Back to the guide">
            <Icon name="next" className="flip" />
          </Link>
          <div className="sc-top__title">
            <h1>{interview.name}</h1>
            <div className="meta">
              <span>{editor.candidate}</span>
            </div>
          </div>
          <SaveLine standing={draft.standing} />
          <HelpMenu />
        </div>
        <ClockRow
          run={run}
          loadedAt={live.now}
          minutes={interview.minutes}
          section={section}
          onPress={press}
          onReset={() => setRun(resetClock(form.getValues('run')))}
        />
      </header>
      <Page className="live">
        <div className="live__main">
          {draft.problem ? (
            <Note kind="flag" icon="warning" role="alert" className="sc__problem">
              {draft.problem}
            </Note>
          ) : null}
          <LeftOverText draft={draft} criteria={criteria} />
          <noscript>
            <Note>
              Without JavaScript this page shows the beginning of the guide. Use the whole guide and take notes on the
              scorecard.
            </Note>
          </noscript>
          <StepNow ref={stepHead} {...{ form, interview, steps, at, timeNow }} />
          <HoldBack
            interview={interview}
            question={questionReached(steps, at)}
            minute={seconds === null ? null : seconds / 60}
          />
          <OnRequest form={form} prompts={prompts} timeNow={timeNow} />
          <Parts prompts={prompts} />
        </div>
        <div className="live__side">
          <NoteStream
            ref={noteField}
            notes={notes.items}
            criteria={criteria}
            speaker={speaker}
            onSpeaker={setSpeaker}
            moment={moment}
            onKeep={(note) => notes.put([...form.getValues('notes'), note])}
            onRemove={(gone) => notes.put(form.getValues('notes').filter((_, index) => index !== gone))}
            onQuote={quote}
          />
          <CriteriaInView form={form} criteria={criteria} gates={interview.gates} />
          <About live={live} />
        </div>
      </Page>
      <div className="live-bar" role="group" aria-label="Steps of the interview">
        <Button aria-disabled={at === 0 || undefined} onClick={() => go(-1)}>
          Back
        </Button>
        <Button icon="plus" onClick={() => write('candidate')}>
          Note
        </Button>
        {at === steps.length - 1 ? (
          <ButtonLink kind="primary" to={paths.scorecard(scorecardId)}>
            Open the scorecard
          </ButtonLink>
        ) : (
          <Button kind="primary" onClick={() => go(1)}>
            Next
          </Button>
        )}
      </div>
      <GuideSheet
        interview={interview}
        prompts={prompts}
        criteria={criteria}
        about={[editor.candidate, editor.job, live.when]}
      />
      <DraftDialogs draft={draft} criteria={criteria} flags={flags} />
    </>
  )
}

/** Where and when it was planned, and the pages behind this one. */
function About({ live }: { live: LiveInterview }) {
  const { editor, when, place } = live
  return (
    <section aria-labelledby="live-about">
      <h2 className="h3" id="live-about">
        This interview
      </h2>
      <p className="meta">
        <span>{editor.job}</span>
        {when ? <span>planned for {when}</span> : null}
        {place ? <PlaceOf place={place} /> : null}
      </p>
      <ul className="plainlist">
        <li>
          <PrintButton>Print on two pages</PrintButton>
        </li>
        <li>
          <Link to={paths.interview(editor.interviewId)}>Whole guide</Link>
        </li>
        <li>
          <Link to={paths.candidateLinks(editor.interviewId)}>The candidate’s page and exhibits to hand over</Link>
        </li>
        <li>
          <Link to={paths.scorecard(editor.scorecardId)}>Scorecard</Link>
        </li>
      </ul>
    </section>
  )
}
