import { questionsNamed } from './check-guide'
import type { Gate, KitInterview } from './schema'

type Mistake = { path: PropertyKey[]; message: string }

/** An interviewer who asks, listens and writes can mind no more than this at one time. */
const MOST_GATES_AT_A_TIME = 2

type Slot = { span: string; from: number; to: number; questions: number[] }

const slotsOf = (interview: Pick<KitInterview, 'agenda'>): Slot[] =>
  Object.entries(interview.agenda).map(([span, text]) => {
    const [from = 0, to = 0] = span.split('-').map(Number)
    return { span, from, to, questions: questionsNamed(text) }
  })

/** The slots that name each question, in the order of the agenda. */
function placesIn(slots: readonly Slot[]): Map<number, Slot[]> {
  const places = new Map<number, Slot[]>()
  for (const slot of slots)
    for (const number of new Set(slot.questions)) {
      const own = places.get(number) ?? []
      places.set(number, own)
      own.push(slot)
    }
  return places
}

const lengthOf = ({ from, to }: Slot) => to - from

const spoken = (numbers: readonly number[]) =>
  numbers.length === 1 ? `question ${numbers[0]} takes` : `questions ${numbers.join(', ')} take`

/**
 * Minutes of questions: all have them or none has, a scripted wait is part of them, and together they fit into the agenda
 * entry that names them. A question that several entries name has the time of all of these.
 */
export function questionTimes(interview: Pick<KitInterview, 'agenda' | 'minutes' | 'questions'>): Mistake[] {
  const { questions } = interview
  const path = (index: number, key: string): PropertyKey[] => ['questions', index, key]
  const timed = questions.some(({ minutes }) => minutes !== undefined)
  const each = questions.flatMap(({ minutes, wait }, index): Mistake[] => {
    if (minutes === undefined) {
      if (timed)
        return [
          {
            path: ['questions', index],
            message: `Question ${index + 1} has no "minutes", but others of this interview have; give every question its minutes, or none.`,
          },
        ]
      return wait === undefined
        ? []
        : [
            {
              path: path(index, 'wait'),
              message: 'A wait is counted in the minutes of its question; expected "minutes" beside "wait".',
            },
          ]
    }
    return wait !== undefined && wait >= minutes
      ? [
          {
            path: path(index, 'wait'),
            message: `The wait of ${wait} minutes leaves no time for question ${index + 1}, which has ${minutes} with its wait; expected a shorter wait or more minutes.`,
          },
        ]
      : []
  })
  if (!timed || each.length > 0) return each
  const slots = slotsOf(interview)
  const minutesOf = (number: number) => questions[number - 1]?.minutes ?? 0
  const places = placesIn(slots)
  const placesOf = (number: number) => places.get(number) ?? []
  const total = questions.reduce((sum, { minutes }) => sum + (minutes ?? 0), 0)
  const overfull = slots.flatMap((slot): Mistake[] => {
    const own = [...new Set(slot.questions)].filter((number) => placesOf(number).length === 1)
    const taken = own.reduce((sum, number) => sum + minutesOf(number), 0)
    return taken <= lengthOf(slot)
      ? []
      : [
          {
            path: ['agenda', slot.span],
            message: `Here ${spoken(own)} ${taken} minutes, but this entry has ${lengthOf(slot)}; expected at most ${lengthOf(slot)}.`,
          },
        ]
  })
  const spread = questions.flatMap(({ minutes = 0 }, index): Mistake[] => {
    const named = placesOf(index + 1)
    const room = named.reduce((sum, slot) => sum + lengthOf(slot), 0)
    return named.length < 2 || minutes <= room
      ? []
      : [
          {
            path: path(index, 'minutes'),
            message: `Question ${index + 1} takes ${minutes} minutes, but the agenda entries that name it have ${room}.`,
          },
        ]
  })
  const whole =
    overfull.length + spread.length === 0 && total > interview.minutes
      ? [
          {
            path: ['questions'],
            message: `The questions take ${total} minutes, but the interview has ${interview.minutes}; expected at most ${interview.minutes}.`,
          },
        ]
      : []
  return [...overfull, ...spread, ...whole]
}

/** Does the interviewer have to mind this gate in that minute? A gate that ends where it begins is minded for one minute. */
const isMinded = ({ from, until }: Gate, minute: number) => minute >= from && minute < Math.max(until, from + 1)

/** Gates name a question and a criterion of the interview and minutes within it, and there are never more than two at a time. */
export function gateTimes(interview: KitInterview): Mistake[] {
  const gates = interview.gates ?? []
  const places = placesIn(slotsOf(interview))
  const each = gates.flatMap((gate, index): Mistake[] => {
    const { from, until, question, criterion } = gate
    const at = (key: string): PropertyKey[] => ['gates', index, key]
    const last = Math.max(...(places.get(question) ?? []).map(({ to }) => to))
    return [
      ...(until < from
        ? [{ path: at('until'), message: `This gate ends at minute ${until}, before it begins at minute ${from}.` }]
        : []),
      ...(until > interview.minutes
        ? [
            {
              path: at('until'),
              message: `This gate ends at minute ${until}, but the interview has ${interview.minutes} minutes.`,
            },
          ]
        : []),
      ...(question > interview.questions.length
        ? [
            {
              path: at('question'),
              message: `There is no question ${question}; this interview has ${interview.questions.length}.`,
            },
          ]
        : []),
      ...(interview.focus.includes(criterion)
        ? []
        : [
            {
              path: at('criterion'),
              message: `"${criterion}" is not in the focus of this interview, so no level of it can be closed here.`,
            },
          ]),
      ...(Number.isFinite(last) && last < until
        ? [
            {
              path: at('until'),
              message: `The agenda ends question ${question} at minute ${last}, before this gate ends at minute ${until}; expected the gate to end by then.`,
            },
          ]
        : []),
    ]
  })
  const crowded = gates.findIndex(
    (gate) => gates.filter((other) => isMinded(other, gate.from)).length > MOST_GATES_AT_A_TIME,
  )
  const crowdedAt = gates[crowded]?.from
  return crowdedAt === undefined
    ? each
    : [
        ...each,
        {
          path: ['gates', crowded],
          message: `At minute ${crowdedAt} there are ${gates.filter((gate) => isMinded(gate, crowdedAt)).length} gates to mind; expected at most ${MOST_GATES_AT_A_TIME}. End one earlier, or ask its question of everybody.`,
        },
      ]
}

/** What is sent to candidates names each criterion once and no level; what first-time interviewers read explains criteria of this interview. */
export function readingPages(interview: KitInterview): Mistake[] {
  const { focus, for_candidate: sent, first_time: first } = interview
  const looked = sent?.looked_for ?? []
  return [
    ...(sent && looked.length !== focus.length
      ? [
          {
            path: ['for_candidate', 'looked_for'],
            message: `Expected one sentence for each of the ${focus.length} criteria in the focus, in their order, found ${looked.length}.`,
          },
        ]
      : []),
    ...looked.flatMap((sentence, index) =>
      /\blevels? [1-4]\b/i.test(sentence)
        ? [
            {
              path: ['for_candidate', 'looked_for', index],
              message: 'A candidate is told what is looked for, not what earns which level; leave the level out.',
            },
          ]
        : [],
    ),
    ...Object.keys(first?.levels ?? {})
      .filter((id) => !focus.includes(id))
      .map((id) => ({
        path: ['first_time', 'levels', id],
        message: `"${id}" is not in the focus of this interview.`,
      })),
  ]
}

/** Every mistake in the times of an interview's questions and gates, and in the pages made from it. Paths begin at the interview. */
export const timingMistakes = (interview: KitInterview): Mistake[] => [
  ...questionTimes(interview),
  ...gateTimes(interview),
  ...readingPages(interview),
]
