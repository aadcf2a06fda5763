import { NavLink } from '@remix-run/react'
import { count } from '~/components/format'
import { paths } from '~/paths'

type Entry = { key: string; name: string; problems: number }
export type EditedKit = {
  id: number
  draft: { id: number; problems: number; undo: boolean; redo: boolean } | null
  parts: {
    role: number
    criteria: Entry[]
    red_flags: Entry[]
    interviews: Entry[]
    prompts: Entry[]
    calibration_cases: Entry[]
  } | null
}

/** The parts of a draft, each with the number of mistakes in it. Parts without a page of their own are listed. */
export function EditorContents({ kit }: { kit: EditedKit }) {
  const { id, parts } = kit
  return (
    <ul className="plainlist kitedit__contents">
      <li>
        <NavLink to={paths.ownKit(id)} end prefetch="intent">
          The kit
        </NavLink>
      </li>
      {parts ? (
        <li>
          <NavLink to={paths.ownKitRole(id)} prefetch="intent">
            The role
            <Mistakes number={parts.role} />
          </NavLink>
        </li>
      ) : null}
      {kit.draft ? (
        <li>
          <NavLink to={paths.ownKitReview(id)} prefetch="intent">
            Review and publish
          </NavLink>
        </li>
      ) : null}
      {parts ? (
        <>
          <Group name="Criteria" entries={parts.criteria} to={(key) => paths.ownKitCriterion(id, key)} />
          <Group name="Red flags" entries={parts.red_flags} to={(key) => paths.ownKitFlag(id, key)} />
          <Group name="Interviews" entries={parts.interviews} to={(key) => paths.ownKitInterview(id, key)} />
          <Group
            name="Prompts"
            list={paths.ownKitPrompts(id)}
            entries={parts.prompts}
            to={(key) => paths.ownKitPrompt(id, key)}
          />
          <Group
            name="Calibration cases"
            list={paths.ownKitCases(id)}
            entries={parts.calibration_cases}
            to={(key) => paths.ownKitCase(id, key)}
          />
        </>
      ) : null}
    </ul>
  )
}

type GroupProps = {
  name: string
  entries: readonly Entry[]
  to?: (key: string) => string
  /** The page on which parts are added and put in order. */
  list?: string
}

function Group({ name, entries, to, list }: GroupProps) {
  return (
    <li>
      {list ? (
        <NavLink to={list} end prefetch="intent" className="label">
          {name}
        </NavLink>
      ) : (
        <span className="label">{name}</span>
      )}
      <ul className="plainlist">
        {entries.map(({ key, name, problems }) => (
          <li key={key}>
            {to ? (
              <NavLink to={to(key)} prefetch="intent">
                {name}
                <Mistakes number={problems} />
              </NavLink>
            ) : (
              <span className="quiet">
                {name}
                <Mistakes number={problems} />
              </span>
            )}
          </li>
        ))}
      </ul>
    </li>
  )
}

function Mistakes({ number }: { number: number }) {
  return number > 0 ? <span className="kitedit__mistakes"> {count(number, 'mistake')}</span> : null
}
