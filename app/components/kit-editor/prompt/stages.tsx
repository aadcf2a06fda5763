import { itemsAt, textAt } from '~/domain/kit-draft/content'
import { actName } from '~/domain/kit-draft/form'
import { ActButton, DraftItems, DraftLine, DraftNumber, DraftText, PlaceProblem, usePart } from '../part-form'
import { TextList } from '../text-list'

/** Texts of a scale that kits had before `listen_for`; shown where a kit still has them. */
const OLDER = [
  ['weak', 'Weak answer'],
  ['sound', 'Sound answer'],
  ['excellent', 'Excellent answer'],
] as const

/** The stages of a prompt in order, with their minutes, follow-ups, and what to listen for. */
export function Stages() {
  const { base, node } = usePart()
  const stages = itemsAt(node, ['stages'])
  const minutes = itemsAt(node, ['stage_minutes'])
  const together = minutes.length === stages.length
  return (
    <>
      <PlaceProblem path={['stage_minutes']} />
      <DraftItems path={['stages']} title="Stages" item="stage">
        {(key, number) => {
          const stage = ['stages', key]
          const [minute] = minutes[number - 1] ?? []
          return (
            <>
              <div className="kitedit__row">
                <DraftLine path={[...stage, 'name']} label={`Name of stage ${number}`} />
                {together && minute !== undefined ? (
                  <DraftNumber path={['stage_minutes', minute]} label={`Minutes of stage ${number}`} />
                ) : null}
              </div>
              <DraftText path={[...stage, 'ask']} label={`Question of stage ${number}`} />
              <TextList
                path={[...stage, 'follow_ups']}
                title={`Follow-ups of stage ${number}`}
                item={`follow-up of stage ${number}`}
              />
              <TextList
                path={[...stage, 'listen_for']}
                title={`What a good answer to stage ${number} contains`}
                item={`sign of stage ${number}`}
              />
              {OLDER.map(([field, label]) =>
                textAt(node, [...stage, field]) === '' ? null : (
                  <DraftText
                    key={field}
                    path={[...stage, field]}
                    label={`${label} to stage ${number}`}
                    optional
                    help="From an older form of the format. Say what a good answer contains instead."
                  />
                ),
              )}
            </>
          )
        }}
      </DraftItems>
      {together ? null : minutes.length === 0 ? (
        <div>
          <ActButton value={actName.begin([...base, 'stage_minutes'], null)} label="Give each stage its minutes">
            Give each stage its minutes
          </ActButton>
        </div>
      ) : (
        <DraftItems path={['stage_minutes']} title="Minutes of the stages" item="number of minutes">
          {(key, number) => <DraftNumber path={['stage_minutes', key]} label={`Minutes, ${number}`} />}
        </DraftItems>
      )}
    </>
  )
}
