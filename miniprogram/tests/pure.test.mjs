import assert from 'node:assert/strict'
import test from 'node:test'
import words from '../.compiled/services/words.js'
import people from '../.compiled/services/people.js'
import cards from '../.compiled/services/cards.js'
import subscribing from '../.compiled/services/subscribing.js'
import calculators from '../.compiled/services/calculators.js'

test('days are said as people say them, with the year only where it is another', () => {
  assert.equal(words.day('2025-12-20', '2025-11-20'), '12月20日')
  assert.equal(words.day('2026-05-04', '2025-11-20'), '2026年5月4日')
  assert.equal(words.weekday('2025-11-20'), '星期四')
  assert.deepEqual([30, 1, 0, -1].map(words.left), ['还剩30天', '还剩1天', '今天是最后一天', '已经过了'])
})

test('money has decimals only where there are some, and equal amounts are said once', () => {
  assert.equal(words.yuan('400.00'), '400元')
  assert.equal(words.yuan('413.50'), '413.5元')
  assert.equal(words.amounts(['350.00', '450.00', '350.00']), '350元或450元')
})

test('the likely kinds of people come first, and none is lost', () => {
  assert.equal(people.kindsFor('parent')[0].value, 'RESIDENT/ELDER')
  assert.equal(people.kindsFor('child')[0].value, 'RESIDENT/STUDENT')
  assert.equal(people.kindsFor('self')[0].value, 'RESIDENT/ADULT')
  for (const relation of ['self', 'parent', 'child']) assert.equal(people.kindsFor(relation).length, people.kindsFor('').length)
})

const TODAY = '2025-11-20'
const year = (more) => ({
  coverage_year: 2026, state: 'registered', settled: false, payment: 'open', last_payable_on: '2025-12-20', days_left: 30, opens_on: null,
  benefit_starts_on: null, amounts: [{ amount: '400.00', needs_check: false }], needs_check: false, ...more,
})
const member = (more) => ({
  id: 7, nickname: '妈妈', region_name: '广州市', scheme_label: '城乡居民医保', filings: [], next_year: year(), next_action: { kind: 'payment', what: '' },
  this_year: year({ coverage_year: 2025, settled: true, payment: 'settled' }),
  today: { answer: 'yes', until: '2025-12-31', begins_on: null }, ...more,
})

test('a year says what is owed, until when, and where that is not certain', () => {
  const said = (more) => { const { text, detail, tone } = cards.yearLine(year(more), TODAY); return [text, detail, tone] }
  assert.deepEqual(said(), ['还没交，400元', '12月20日截止，还剩30天', 'due'])
  assert.deepEqual(said({ needs_check: true }), ['还没交，400元', '12月20日截止（待核实），还剩30天', 'due'])
  assert.deepEqual(said({ payment: 'unknown', amounts: [] }), ['还没交', '截止日请看本地公告', 'due'])
  assert.deepEqual(said({ settled: true, benefit_starts_on: '2026-01-01' }), ['已经办好', '2026年1月1日起能报', 'good'])
  assert.deepEqual(said({ payment: 'closed' }), ['没有交', '缴费期已经过了', 'bad'])
})

test('a card leads to what is to be done next', () => {
  const card = cards.cardOf(member(), TODAY)
  assert.equal(card.answer, '今天看病能报销')
  assert.equal(card.detail, '能报到12月31日')
  assert.deepEqual(card.lines.map(({ label }) => label), ['2026年度'])
  assert.deepEqual([card.action, card.url], ['去交2026年度的钱', '/pages/payment/payment?member=7&year=2026'])
  assert.equal(cards.cardOf(member({ next_action: null }), TODAY).isQuiet, true)
})

test('a year nobody told of is asked for, not explained', () => {
  const untold = member({
    today: { answer: 'unknown', until: null, begins_on: null }, this_year: year({ coverage_year: 2025, state: 'not_registered', payment: 'unknown' }),
  })
  const card = cards.cardOf(untold, TODAY)
  assert.equal(card.detail, '请填2025年度交了没有')
  assert.equal(card.answerUrl, '/pages/payment/payment?member=7&year=2025')
})

test('one tap asks for at most five one-time templates, the emptiest first; long-term ones only alone', () => {
  const credit = (template_id, balance, long_term = false) => ({ template_id, balance, long_term, title: '', kind: '' })
  const six = [3, 0, 2, 1, 5, 4].map((balance) => credit(`T${balance}`, balance))
  assert.deepEqual(subscribing.templatesToAsk([...six, credit('L', 0, true)]), ['T0', 'T1', 'T2', 'T3', 'T4'])
  assert.deepEqual(subscribing.templatesToAsk([credit('L', 0, true), credit('M', 1, true)]), ['L'])
})

test('every accept counts, and only templates are reported', () => {
  const result = { errMsg: 'requestSubscribeMessage:ok', T1: 'acceptWithAlert', T2: 'reject' }
  assert.deepEqual(subscribing.answersIn(result, ['T1', 'T2', 'T3']), { T1: 'acceptWithAlert', T2: 'reject' })
  assert.deepEqual(['accept', 'acceptWithAlert', 'reject', 'ban', 'filter'].filter(subscribing.isAccepted), ['accept', 'acceptWithAlert'])
  assert.match(subscribing.tapKey(1763600000000, 0.5), /^[A-Za-z0-9_-]{8,64}$/)
})

test('money of the second half of a year is for the next one', () => {
  assert.deepEqual(['2026-06-30', '2026-07-01', '2026-11-01'].map(calculators.coverageYearOf), [2026, 2027, 2027])
})

test('quiet hours are said as people say them, and chosen by the half hour', () => {
  assert.equal(subscribing.quietInWords('21:00', '08:30'), '晚上9点到早上8点半不打扰')
  assert.equal(subscribing.quietInWords('18:30', '12:00'), '晚上6点半到中午12点不打扰')
  const evenings = subscribing.halfHours('18:00', '21:00')
  assert.equal(evenings.length, 7)
  assert.deepEqual(evenings.at(-1), { value: '21:00', label: '晚上9点' })
  assert.deepEqual(subscribing.halfHours('08:30', '12:00').map(({ value }) => value).slice(0, 2), ['08:30', '09:00'])
})
