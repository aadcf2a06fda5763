import { beforeAll, expect, test } from 'vitest'
import { withPromptWords } from '~/domain/kit/prompt-words'
import type { Kit } from '~/domain/kit/schema'
import { servedKits } from '~/platform/rubric-store.server'
import { serveKits } from '../../../test/setup/kits'
import { describeInterview } from './describe-kit.server'
import { describePrompt } from './describe-prompt.server'

beforeAll(serveKits)

const kitOf = (id: string): Kit => servedKits().find(({ kit }) => kit.id === id)!.kit
const guide = (kitId: string, interviewId: string, promptId: string) => {
  const kit = kitOf(kitId)
  const interview = kit.interviews.find(({ id }) => id === interviewId)!
  const prompt = kit.prompts.find(({ id }) => id === promptId)!
  return withPromptWords(describeInterview(kit, interview, 'senior'), [describePrompt(kit, prompt, 'senior')])
}

test('a question that stands for words of the prompt is asked in those words', () => {
  const design = guide('ml-engineer', 'system-design', 'serve-recommendations').questions
  expect(design[2]!.ask).toBe('Where does the time of one request go?')
  expect(design[4]).toMatchObject({
    ask: 'Follow the bytes of one request.',
    followUps: ['What must be right within a minute?', 'What does training see of this request later?'],
  })
  expect(design[6]!.ask).toBe('The user store answers after 400 ms. What does the visitor get?')
  expect(design[6]!.direction).toBe('The failure question of the prompt, under "Tell when asked".')
  expect(design[7]!.ask).toBe('You have twelve accelerators for ten weeks. What becomes of your size?')
  expect(design[8]!.ask).toBe('A new ranking model is ready. How does it reach everybody?')
})

test('lines of a part are put at the question that they name or that names them', () => {
  const talk = guide('research-scientist', 'stakeholder-conversation', 'letters-to-nine-desks').questions
  expect(talk[0]!.ask).toMatch(/^I have half an hour between two deliveries/)
  expect(talk[1]!.ask).toMatch(/^Good. So where it says ninety-nine/)
  expect(talk[3]!.ask).toMatch(/^The last system was going to be right too/)
  expect(talk[3]!.followUps[0]).toMatch(/^\(The repeated objection.*\) You were not there/)
  expect(talk[5]!.ask).toMatch(/^Out of role: "94 of 100 letters/)
})

test('where one of several is put, the question keeps its words and all of them stand there', () => {
  const metrics = guide('ml-product-manager', 'metrics', 'courses-for-learners').questions[6]!
  expect(metrics.ask).toMatch(/^Here is one more figure/)
  expect(metrics.put!.map(({ id, when }) => [id, when])).toEqual([
    ['put_launch', 'contrary figure when the provisional decision is to launch B'],
    ['put_stop', 'contrary figure when the provisional decision is to stop B'],
    ['put_longer', 'contrary figure when the provisional decision is to go on testing'],
    ['put_split', 'contrary figure when the provisional decision is B for English only'],
  ])
  const promise = guide('ml-product-manager', 'stakeholder-scenario', 'gpus-for-the-fourth-quarter').questions[11]!
  expect(promise.put!.map(({ when }) => when)).toEqual([
    'if the promise was about subtitles',
    'if the promise was about something else',
    'if nothing was promised',
  ])
})

test('with every prompt of every kit no question refers to words that are not on the page', () => {
  const left: string[] = []
  for (const { kit } of servedKits())
    for (const interview of kit.interviews)
      for (const prompt of kit.prompts.filter(({ kind }) => kind === interview.prompts?.kind)) {
        const { questions } = withPromptWords(describeInterview(kit, interview, 'mid'), [
          describePrompt(kit, prompt, 'mid'),
        ])
        questions.forEach(({ ask, direction, put = [] }, at) => {
          // Where a direction stands, its words have been replaced.
          if (
            direction === undefined &&
            /prompt\b|of the script|limit card and|the news and|contrary figure/.test(ask) &&
            put.length === 0
          )
            left.push(`${kit.id}/${interview.id}/${prompt.id} ${at + 1}: ${ask}`)
        })
      }
  expect(left).toEqual([])
})
