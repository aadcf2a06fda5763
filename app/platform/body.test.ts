import { describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { jsonProblem } from './body.server'
import { LARGER, USUAL } from './limits.server'
import { formObject, parseForm, parseJson, postedForm } from './parse.server'

const ORIGIN = 'http://127.0.0.1:3000'
const urlencoded = { 'Content-Type': 'application/x-www-form-urlencoded' }
const post = (path: string, body: BodyInit, headers: Record<string, string> = urlencoded) =>
  new Request(ORIGIN + path, { method: 'POST', headers, body, duplex: 'half' })

/** What a reader throws, as status and sentence. */
async function refusal(reading: Promise<unknown>): Promise<[status: number, text: string]> {
  try {
    return [200, JSON.stringify(await reading)]
  } catch (thrown) {
    if (thrown instanceof Response) return [thrown.status, await thrown.text()]
    throw thrown
  }
}

describe('a form', () => {
  test('of one field more than its address takes is refused with the number', async () => {
    const fields = (count: number) => Array(count).fill('a=').join('&')
    expect((await postedForm(post('/sign-in', fields(USUAL.fields)))).getAll('a')).toHaveLength(USUAL.fields)
    expect(await refusal(postedForm(post('/sign-in', fields(USUAL.fields + 1))))).toEqual([
      400,
      'This form has more than 60 fields, the most that this address takes.',
    ])
  })

  test('larger than its address takes is refused, whatever it says of its length', async () => {
    const text = `a=${'x'.repeat(USUAL.bytes)}`
    for (const headers of [urlencoded, { ...urlencoded, 'Content-Length': '2' }])
      expect(await refusal(postedForm(post('/sign-in', text, headers)))).toEqual([
        413,
        'This is larger than 16 kB, the most that this address takes. Shorten the text and send it again.',
      ])
    expect((await refusal(postedForm(post('/packets/1', text))))[0]).toBe(200)
  })

  test('without an end is read to its limit and no further', async () => {
    let given = 0
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        given += 1_024
        controller.enqueue(new Uint8Array(1_024).fill(97))
      },
    })
    expect((await refusal(postedForm(post('/sign-in', endless))))[0]).toBe(413)
    expect(given).toBeLessThan(2 * USUAL.bytes)
  })

  test('is read once, however often it is asked for', async () => {
    const request = post('/sign-in', 'a=1&b=2')
    const first = await postedForm(request)
    expect(await parseForm(request, z.object({ a: z.string() }))).toEqual({ ok: true, value: { a: '1' } })
    expect(await postedForm(request)).toBe(first)
  })

  const parts = (count: number) =>
    Array.from({ length: count }, (_, at) => `--b\r\nContent-Disposition: form-data; name="a${at}"\r\n\r\nv\r\n`).join(
      '',
    ) + '--b--\r\n'

  test.each([
    'boundary="\\b"',
    'boundary="b\\"',
    'x="boundary=other"; boundary=b',
    'xboundary=other; boundary=b',
    'boundary=other; boundary=b',
    'boundary=b; boundary=other',
    'boundary=b; charset=utf-16',
    'boundary=',
    'boundary=""',
  ])('of more parts than its address takes is refused, however its header is read: %s', async (parameter) => {
    const type = { 'Content-Type': `multipart/form-data; ${parameter}` }
    expect((await refusal(postedForm(post('/candidates/import', parts(USUAL.fields + 1), type))))[0]).toBe(400)
  })

  test.each(['boundary="b"', 'Boundary=b', ' boundary=b '])(
    'is read with its boundary written as %s',
    async (written) => {
      const type = { 'Content-Type': `multipart/form-data;${written}` }
      expect([...(await postedForm(post('/candidates/import', parts(2), type))).keys()]).toEqual(['a0', 'a1'])
    },
  )

  test('of parts is taken where files are, and its parts are counted before they are taken apart', async () => {
    const type = { 'Content-Type': 'multipart/form-data; boundary=b' }
    expect([...(await postedForm(post('/candidates/import', parts(USUAL.fields), type))).keys()]).toHaveLength(60)
    expect((await refusal(postedForm(post('/candidates/import', parts(USUAL.fields + 1), type))))[1]).toMatch(
      /more than 60 fields/,
    )
    expect((await refusal(postedForm(post('/candidates/import', parts(20_000), type))))[0]).toBe(400)
    expect((await refusal(postedForm(post('/sign-in', parts(1), type))))[0]).toBe(400)
  })

  test.each([
    ['text/plain', 'a=1'],
    ['', 'a=1'],
    ['multipart/form-data', parts(1)],
    ['multipart/form-data; boundary=other', parts(1)],
    [`multipart/form-data; boundary=${'x'.repeat(200)}`, parts(1)],
  ])('of type %j is refused with a sentence', async (type, body) => {
    const [status, text] = await refusal(postedForm(post('/candidates/import', body, { 'Content-Type': type })))
    expect(status).toBe(400)
    expect(text).toMatch(/^The form could not be read\./)
  })

  test('keeps __proto__ a field like any other', () => {
    const form = new FormData()
    for (const [name, value] of [
      ['__proto__', 'x'],
      ['a', '1'],
      ['a', '2'],
      ['b[]', '3'],
    ] as const)
      form.append(name, value)
    const object = formObject(form)
    expect(Object.getPrototypeOf(object)).toBe(Object.prototype)
    expect(Object.entries(object)).toEqual([
      ['__proto__', 'x'],
      ['a', ['1', '2']],
      ['b', ['3']],
    ])
  })
})

describe('JSON', () => {
  const LIMITS = { depth: 3, values: 5 }

  test.each([
    ['[[[1]]]', null],
    ['[[[[1]]]]', 'The body is nested more than 3 levels deep.'],
    ['[1,2,3,4,5]', null],
    ['[1,2,3,4,5,6]', 'The body has more than 5 values.'],
    ['{"a":"[[[[,,,,,,,\\"[[[["}', null],
    ['"\\\\"', null],
    ['"never ended [[[[', null],
    [']]]][[[[[[[', null],
  ])('%s', (text, problem) => expect(jsonProblem(text, LIMITS)).toBe(problem))

  test('too deep, too much, not UTF-8 or no JSON is refused with one sentence', async () => {
    const draft = '/scorecards/1/draft'
    const json = { 'Content-Type': 'application/json' }
    const read = (path: string, body: BodyInit) => refusal(parseJson(post(path, body, json), z.unknown()))
    expect(await read(draft, '['.repeat(200_000))).toEqual([400, 'The body is nested more than 10 levels deep.'])
    expect(await read(draft, `[${'1,'.repeat(50_000)}1]`)).toEqual([400, 'The body has more than 40,000 values.'])
    expect(await read(draft, new Uint8Array([0x22, 0xff, 0x22]))).toEqual([400, 'The body is not UTF-8 text.'])
    expect(await read(draft, '{')).toEqual([400, 'The body is not JSON.'])
    expect((await read('/sign-in', `"${'x'.repeat(USUAL.bytes)}"`))[0]).toBe(413)
    expect((await read(draft, `"${'x'.repeat(LARGER['/scorecards/:id/draft']!.bytes!)}"`))[0]).toBe(413)
  })
})
