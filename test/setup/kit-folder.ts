/** A small role folder in which nothing is wrong. Tests break one thing at a time. */
export function kitFolder(): Map<string, string> {
  return new Map([
    ['kit.yaml', kit],
    ['criteria.yaml', `criteria:\n${criterionIds.map(criterion).join('')}`],
    ['red-flags.yaml', redFlags],
    ['interviews.yaml', interviews],
    ['calibration-cases.yaml', cases],
    ['prompts/size-it.yaml', prompt],
    ['exhibits/size-it/load.csv', 'date,rate\n2026-06-01,10.0\n2026-06-02,10.0\n'],
  ])
}

/** The folder with `before` replaced by `after` in one file; throws when `before` is not there, so a test cannot break nothing. */
export function broken(file: string, before: string, after: string): Map<string, string> {
  const files = kitFolder()
  const text = files.get(file) ?? ''
  if (!text.includes(before)) throw new Error(`${file} has no "${before}"`)
  return files.set(file, text.replace(before, after))
}

export const criterionIds = ['sizing', 'tests', 'rollout', 'watching', 'asking', 'telling']

const kit = `id: data-engineer
name: Data engineer
version: "1.0"
summary: A role of one's own, written to show that a folder is all that a new role needs.
lines:
  100/data-engineer/look-for/1: sizes a pipeline from its load
  100/data-engineer/red-flag/1: ships without tests
  100/data-engineer/evaluation/1: design of a pipeline from given figures
seniority: { mid: owns a table, senior: owns a pipeline, staff: owns a platform }
need_profiles:
  research-heavy: Researchers wait for data more than for machines, so asking weighs most here.
  balanced: Nothing stands out in what the team lacks, so the weights stay close together.
  production-heavy: Other services read the tables by the minute, so rollout and watching weigh most.
maturity:
  1: { more: [asking], less: [rollout], hire: senior, reason: The first data engineer has to find out what is needed at all. }
  2: { more: [asking], less: [], hire: senior, reason: The first pipelines are built next to the people who use them. }
  3: { more: [], less: [], hire: mid, reason: Ways of working are settled and there is someone to learn from. }
  4: { more: [rollout], less: [], hire: mid, reason: Several teams depend on one table and a slip is felt by all of them. }
  5: { more: [watching], less: [asking], hire: staff, reason: The platform needs one direction that several teams can follow. }
`

function criterion(id: string): string {
  return `  - id: ${id}
    source: ${id === 'sizing' ? '100/data-engineer/look-for/1' : '100/data-engineer/evaluation/1'}
    name: About ${id}
    category: technical
    must_have: ${id === 'sizing'}
    weight: { research-heavy: 2, balanced: 3, production-heavy: 4 }
    means: What the candidate does when ${id} is called for.
    why: Whoever leaves out ${id} leaves the next person to find out at night.
    anchors:
      1: 'Begins to draw before any figure about ${id} has been read. **No figure is used at any point.**'
      2: 'Reads a figure on ${id} aloud and **uses one figure after being asked which of them matters**.'
      3: '**Uses a figure unasked to settle a choice** on ${id}, and says the step from one to the other.'
      4: 'Does what level 3 says, then **names the figure at which the choice would turn** on ${id}.'
`
}

const redFlags = `red_flags:
  - id: untested
    source: 100/data-engineer/red-flag/1
    name: Ships without tests
    severity: { mid: concern, senior: serious, staff: serious }
    looks_like: [Every change told went to everybody at once with nothing to catch a slip.]
    does_not_mean: [The team had no tests when the candidate came and some when they left.]
    probe: Take the last change that went wrong. What would have caught it earlier?
    record_only_if: The probe was asked and the answer names nothing that would have caught it.
    evidence: [the answer in the candidate's words]
`

const interviews = `interviews:
  - id: design
    source: 100/data-engineer/evaluation/1
    name: Design from figures
    minutes: 45
    perspective: engineering
    prompts: { kind: system-design, pick: 1 }
    purpose: See how a choice follows from the figures that are on the table.
    focus: [${criterionIds.join(', ')}]
    red_flags: [untested]
    leave_alone: { employers: rated nowhere }
    agenda: { "0-5": opening, "5-40": the design, "40-45": closing }
    opening_script: Thank you for coming. Most of this hour is one design from figures that you have in front of you.
    questions:
      - { ask: What do you need to know first?, follow_ups: [Which choice does that settle?] }
      - { ask: How large does it have to be? }
    sounds_like: The levels are those of the prompt in use.
    closing: Say what happens next and by when, and nothing about how it went.
`

const prompt = `id: size-it
name: Size it
kind: system-design
rates: [sizing, watching]
candidate_text: A table receives rows all day and is read by one service. Say how many machines it takes and why that many.
givens:
  load:
    rows_s: [1000, rows/s, Rows that arrive each second at the peak]
    machine_rows_s: [300, rows/s, Rows that one machine takes in each second]
facts:
  growth: "[next year's load] It will be half as much again. growth_factor = 1.5"
check_sheet:
  accept_within_factor: 1.5
  figures:
    - { id: machines, is: "ceil(rows_s / machine_rows_s)", unit: machines, value: 4 }
    - { id: machines_later, needs: growth, is: "ceil(rows_s * growth_factor / machine_rows_s)", unit: machines, value: 5 }
handed_out:
  - id: load
    name: Rows that arrived
    rows: one row for each day
    columns: { date: day, rate: rows each second }
    charts: [{ title: Rows, x: date, y: [rate] }]
    shows: The load is flat over the two days.
    hides: What happens within a day.
generator:
  seed: 1
  from: 2026-06-01T00:00Z
  fault: Nothing is wrong in these data; they only show the form.
  params: { level: 10 }
  exhibits:
    load: { every: 24, count: 2, columns: { date: date, rate: [level, 1] } }
`

const cases = `calibration_cases:
  - id: reads-aloud
    of: { interview: design, seniority: senior, difficulty: clear, prompt: size-it }
    transcript: >-
      ${'Reads the figures aloud, asks for none, draws four boxes and says that four is a good number to begin with. '.repeat(4)}
    levels:
${criterionIds.map((id) => `      ${id}: { level: ${id === 'telling' ? 'not assessed' : 1}, because: No figure was used at any point of the whole answer. }`).join('\n')}
`
