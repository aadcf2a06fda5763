import { readFileSync } from 'node:fs'
import path from 'node:path'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { GuideSheet } from '~/components/kit/guide-sheet'
import { criterionOf } from '~/domain/kit/entry'
import { withPromptWords } from '~/domain/kit/prompt-words'
import { launchChromium } from '~/platform/browser.server'
import { servedKits } from '~/platform/rubric-store.server'
import { describeCriterion, describeInterview } from '~/services/kit/describe-kit.server'
import { describePrompt } from '~/services/kit/describe-prompt.server'
import { serveKits } from '../setup/kits'

let browser: Browser
beforeAll(async () => {
  await serveKits()
  browser = await launchChromium()
}, 120_000)
afterAll(async () => {
  await browser.close()
})

const STYLES = ['tokens', 'fonts', 'base', 'page', 'print', 'pages/guide-sheet']
const css = STYLES.map((name) => readFileSync(path.join(import.meta.dirname, `../../app/styles/${name}.css`), 'utf8'))
  .join('\n')
  .replace(/@import[^;]+;/g, '')

/** Counts the pages of a PDF by its page objects. */
const pagesOf = (pdf: Buffer) => pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0

test('every guide with every prompt of its kind prints on two A4 pages', async () => {
  const page = await browser.newPage()
  const lengths: Record<string, number> = {}
  for (const { kit } of servedKits())
    for (const interview of kit.interviews) {
      const kind = kit.prompts.filter((prompt) => prompt.kind === interview.prompts?.kind)
      for (const prompt of kind.length > 0 ? kind : [null]) {
        const prompts = prompt ? [describePrompt(kit, prompt, 'senior')] : []
        const html = renderToStaticMarkup(
          createElement(GuideSheet, {
            interview: withPromptWords(describeInterview(kit, interview, 'senior'), prompts),
            prompts,
            criteria: interview.focus.map((id) => describeCriterion(criterionOf(kit, id), 'senior')),
            about: ['Candidate 4127', 'Senior engineer', 'Mon 30 Nov, 14:00'],
          }),
        )
        await page.setContent(`<!doctype html><style>${css}</style><body>${html}</body>`)
        lengths[`${kit.id}/${interview.id}/${prompt?.id ?? ''}`] = pagesOf(await page.pdf({ preferCSSPageSize: true }))
      }
    }
  expect(new Set(Object.keys(lengths).map((name) => name.split('/').slice(0, 2).join('/'))).size).toBe(15)
  expect(Object.entries(lengths).filter(([, pages]) => pages > 2)).toEqual([])
}, 300_000)
