import assert from 'node:assert/strict'
import fs from 'node:fs'
import test from 'node:test'
import words from '../.compiled/services/words.js'
import people from '../.compiled/services/people.js'
import cards from '../.compiled/services/cards.js'
import subscribing from '../.compiled/services/subscribing.js'
import calculators from '../.compiled/services/calculators.js'
import filings from '../.compiled/services/filings.js'
import entry from '../.compiled/services/entry.js'
import reasons from '../.compiled/services/reasons.js'
import exporting from '../.compiled/services/export.js'
import failing from '../.compiled/services/failing.js'
import gate from '../.compiled/services/gate.js'
import guides from '../.compiled/services/guides.js'
import keys from '../.compiled/services/keys.js'
import sharing from '../.compiled/services/sharing.js'
import taps from '../.compiled/services/taps.js'
import traces from '../.compiled/services/traces.js'
import years from '../.compiled/services/years.js'

test('days are said as people say them, with the year only where it is another', () => {
  assert.equal(words.day('2025-12-20', '2025-11-20'), '12月20日')
  assert.equal(words.day('2026-05-04', '2025-11-20'), '2026年5月4日')
  assert.equal(words.weekday('2025-11-20'), '星期四')
  assert.equal(words.beijingDay(Date.parse('2025-12-31T16:30:00Z')), '2026-01-01')
  assert.deepEqual([30, 1, 0, -1].map(words.left), ['还剩30天', '还剩1天', '今天是最后一天', '已经过了'])
})

test('money has decimals only where there are some, and equal amounts are said once', () => {
  assert.equal(words.yuan('400.00'), '400元')
  assert.equal(words.yuan('413.50'), '413.5元')
  assert.equal(words.amounts(['350.00', '450.00', '350.00']), '350元或450元')
})

test('children may be asked for their day of birth, and it lies where it makes sense', () => {
  assert.deepEqual(['RESIDENT/STUDENT', 'RESIDENT/MINOR', 'RESIDENT/NEWBORN'].map(people.isChild), [true, true, true])
  assert.deepEqual(['RESIDENT/ADULT', 'RESIDENT/COLLEGE', 'FLEXIBLE/FLEX', ''].map(people.isChild), [false, false, false, false])
  assert.equal(people.firstBirth('RESIDENT/NEWBORN', '2025-11-20'), '2024-11-20')
  assert.equal(people.firstBirth('RESIDENT/STUDENT', '2025-11-20'), '1895-11-20')
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

const basis = (rule) => ({ rule, place: '广州市', title: '通告', number: '', issuer: '', dated: '2025-10-17', url: '', confidence: 'A', confidence_label: '', checked_on: null })
const filed = {
  id: 3, care_region_name: '西安市', state_label: '有效', state: 'valid', usable_today: 'yes', last_valid_on: '2026-02-28', long_term: false, needs_check: false,
  explanation: '满6个月', warning: '', basis: basis('FR'), change_from: '2026-01-05', papers_due_on: '2025-12-31', grounds: {
    last_valid_on: { explanation: '满6个月', given: false, basis: basis('FR') }, change_from: { explanation: '先不能换', given: false, basis: basis('LOCK') },
    papers_due_on: { explanation: '后补材料', given: true, basis: null },
  },
}

test('every day of a card leads to its own rule', () => {
  const who = member({ filings: [filed], next_year: year({ explanation: '按通告', window_explanation: '按通告', basis: basis('PW'), amounts: [{ amount: '400.00', needs_check: false, basis: basis('CS') }] }), debit: null })
  const why = (about) => { const { title, grounds } = reasons.whyOf(who, about, TODAY); return [title, grounds.map(({ basis }) => basis.rule)] }
  assert.deepEqual(why('year-2026'), ['2026年度：还没交，400元，12月20日截止，还剩30天', ['PW', 'CS']])
  assert.deepEqual(why('filing-3'), ['去西安市看病的备案：有效，2026年2月28日到期', ['FR']])
  assert.deepEqual(why('change-3'), ['2026年1月5日起才能换地方', ['LOCK']])
  assert.deepEqual(why('papers-3'), ['12月31日前要补材料', []])
  assert.match(reasons.whyOf(who, 'papers-3', TODAY).ungrounded, /您自己填的/)
  assert.deepEqual(reasons.whyOf(who, 'year-2026', TODAY).sentences, ['按通告'])
})

test('a reminder is explained by its rules; one without is by what was told, one whose rule was changed says so', () => {
  const reminder = { kind_label: '缴费截止提醒', due_on: '2025-12-20', why: '免得错过', origin: '当地通告', rules: ['PW'] }
  const rule = { title: '缴费期', explanation: '到12月20日', provenance: { code: 'PW', region_name: '广州市', confidence: 'A', checked_on: null, sources: [{ title: '通告', dated: '2025-10-17' }] } }
  const told = reasons.whyReminded(reminder, [rule], TODAY)
  assert.deepEqual([told.title, told.sentences[0], told.grounds[0].basis.dated], ['缴费截止提醒：12月20日', '到12月20日', '2025-10-17'])
  assert.match(reasons.whyReminded(reminder, [], TODAY).ungrounded, /后来改过/)
  assert.match(reasons.whyReminded({ ...reminder, rules: [] }, [], TODAY).ungrounded, /您自己填的/)
  assert.deepEqual(reasons.whyRuled([rule, rule]).sentences, ['到12月20日'])
})

test('what a guide or a sum says leads to its rules, and a reason to where one pays and tells', () => {
  assert.equal(reasons.rulesPage([{ code: 'PW' }, { code: '' }, { code: 'PW' }, { code: 'CS' }], '440100'), '/pages/why/why?rules=PW,CS&region=440100')
  assert.equal(reasons.rulesPage([{ code: '' }], '440100'), '')
  assert.equal(reasons.payingPage({ id: 7, debit: null }, 'year-2026'), '/pages/payment/payment?member=7&year=2026')
  assert.equal(reasons.payingPage({ id: 7, debit: {} }, 'today'), '/pages/monthly/monthly?member=7')
  assert.deepEqual([[{}, 'filing-3'], [null, 'today']].map(([debit, about]) => reasons.payingPage({ id: 7, debit }, about)), ['', ''])
})

const credit = (template_id, balance, more) => ({ template_id, kind: template_id, balance, long_term: false, title: template_id, ...more })
const coming = (...kinds) => kinds.map((kind) => ({ kind, reason: '' }))

test('one tap asks for the five one-time templates that the household lacks most; long-term ones only alone', () => {
  const six = ['A', 'B', 'C', 'D', 'E', 'F'].map((id, place) => credit(id, place))
  const needs = subscribing.needsOf([...six, credit('L', 0, { long_term: true })], coming('F', 'F', 'F', 'F', 'F', 'F', 'F', 'F', 'C', 'C', 'C'))
  assert.deepEqual(subscribing.templatesToAsk(needs, {}), ['F', 'C', 'A', 'B', 'D'])
  const longTerm = subscribing.needsOf([credit('L', 0, { long_term: true }), credit('M', 1, { long_term: true })], [])
  assert.deepEqual(subscribing.templatesToAsk(longTerm, {}), ['L'])
})

test('who is muted needs nothing, and what is refused for good is not asked for', () => {
  const needs = subscribing.needsOf([credit('A', 0), credit('B', 0)], [...coming('A'), { kind: 'B', reason: 'muted' }])
  assert.deepEqual(needs.map(({ coming }) => coming), [1, 0])
  assert.deepEqual(subscribing.templatesToAsk(needs, { A: 'reject' }), ['B'])
})

test('what is left is said with what is still wanted, and with what was decided for good', () => {
  const [need] = subscribing.needsOf([credit('缴费', 1)], coming('缴费', '缴费', '缴费'))
  assert.equal(subscribing.leftInWords(need, {}), '缴费：还能收1次，还要再允许2次')
  assert.equal(subscribing.leftInWords(need, { 缴费: 'acceptWithAlert' }), '缴费：还能收1次，还要再允许2次，您选了总是允许')
  assert.equal(subscribing.leftInWords(need, { 缴费: 'ban' }), '缴费：您在微信里选了不收')
  assert.equal(subscribing.leftInWords({ ...need, long_term: true }, {}), '缴费：一直能收')
})

test('every accept counts, and only templates are reported', () => {
  const result = { errMsg: 'requestSubscribeMessage:ok', T1: 'acceptWithAlert', T2: 'reject' }
  assert.deepEqual(subscribing.answersIn(result, ['T1', 'T2', 'T3']), { T1: 'acceptWithAlert', T2: 'reject' })
  assert.deepEqual(['accept', 'acceptWithAlert', 'reject', 'ban', 'filter'].filter(subscribing.isAccepted), ['accept', 'acceptWithAlert'])
  assert.match(keys.keyOfAct(1763600000000, 0.5), /^[A-Za-z0-9_-]{8,64}$/)
})

test('money of the second half of a year is for the next one', () => {
  assert.deepEqual(['2026-06-30', '2026-07-01', '2026-11-01'].map(calculators.coverageYearOf), [2026, 2027, 2027])
})

test('a sum sends the facts as told, what follows from them, and nothing that was left out', () => {
  const sent = (rule, told) => {
    const sum = calculators.CALCULATORS.find((each) => each.rule === rule)
    return [calculators.missingOf(sum, told), calculators.missingOf(sum, told) ? null : calculators.factsFor(sum, told, '440100', TODAY)]
  }
  const region = '440100'
  assert.deepEqual(sent('rejoin_wait', { paid: '2026-03-01', missed: '2' }), ['', { paid: '2026-03-01', missed: 2, repaired: 0, coverage_year: 2026, region }])
  assert.deepEqual(sent('rejoin_wait', { paid: '2026-03-01' }), ['前面连着几年没交', null])
  assert.deepEqual(sent('contribution', { who: 'DIBAO' }), ['', { category: 'DIBAO', paid_as: 'ADULT', coverage_year: 2026, region }])
  assert.deepEqual(sent('reimbursement', { care: 'other', eligible: '9000', percent: '70' }), ['', { care: 'other', eligible: '9000', ratio: 0.7, kind: 'inpatient', region }])
  assert.deepEqual(sent('employee_monthly', { base: '6236', percent: '5.35' }), ['', { wage: '6236', individual_rate: 0.0535 }])
  assert.deepEqual(sent('job_loss_deadline', { month: '2025-09' }), ['', { year: 2025, month: 9, region }])
})

test('a sum leads with its answer; sources are listed apart', () => {
  assert.deepEqual(
    calculators.inParts('要等4个月，5月1日起能报销；每补缴一年可以少等。来自《意见》，待核实，请以本地公告为准。'),
    { lead: '要等4个月，5月1日起能报销。', rest: '每补缴一年可以少等。' },
  )
  assert.deepEqual(calculators.inParts('还没有查到，待核实。请问12393。'), { lead: '还没有查到，待核实。请问12393。', rest: '' })
})

test('a card that WeChat turned away is told of until something was allowed or came since', () => {
  const inbox = (...statuses) => statuses.map((status) => ({ kind: 'A', status }))
  const turned = (balance, ...statuses) => subscribing.isTurnedAway(inbox(...statuses), [{ kind: 'A', balance }])
  assert.deepEqual([turned(0, 'held', 'refused', 'sent'), turned(1, 'refused'), turned(0, 'sent', 'refused'), turned(0)], [true, false, false, false])
  const relayed = (reason) => subscribing.isTurnedAway([{ kind: 'A', status: 'relayed', reason }], [{ kind: 'A', balance: 0 }])
  assert.deepEqual([relayed('refused'), relayed('no_credit')], [true, false], 'also when it went another way then')
  assert.match(subscribing.turnedAwayInWords(true), /选“允许”/)
  assert.match(subscribing.turnedAwayInWords(false), /进“设置”/)
})

test('quiet hours are said as people say them, and chosen by the half hour', () => {
  assert.equal(subscribing.quietInWords('21:00', '08:30'), '晚上9点到早上8点半不打扰')
  assert.equal(subscribing.quietInWords('18:30', '12:00'), '晚上6点半到中午12点不打扰')
  const evenings = subscribing.halfHours('18:00', '21:00')
  assert.equal(evenings.length, 7)
  assert.deepEqual(evenings.at(-1), { value: '21:00', label: '晚上9点' })
  assert.deepEqual(subscribing.halfHours('08:30', '12:00').map(({ value }) => value).slice(0, 2), ['08:30', '09:00'])
})

test('a poster or a link brings its place to the form, and nothing else', () => {
  assert.deepEqual(
    [{ scene: 'r%3D440100' }, { scene: 'r=440100' }, { region: '440100' }, { scene: 'r=44' }, { region: '../me' }, {}].map(entry.regionIn),
    ['440100', '440100', '440100', '', '', ''],
  )
  assert.equal(entry.formFor({ code: '440100', name: '广州市' }, false), '/pages/member/member?region=440100&name=%E5%B9%BF%E5%B7%9E%E5%B8%82')
  assert.match(entry.formFor({ code: '', name: '' }, true), /next=%2Fpages%2Fmember%2Fmember$/)
})

test('cards that are passed on name pages that anybody may open', () => {
  const cards = [sharing.homeCard(), sharing.guidesCard(), sharing.guideCard('newborn', ''), sharing.answerCard('pay-when', ''), sharing.sumCard('rejoin_wait', '')]
  for (const { path } of cards) assert.match(path, /^\/pages\/(home|guides|guide|answer|calculator)\/\w+(\?(slug|rule)=[\w-]+)?$/)
})

test('a guide is asked for one person: place, insurance, kind of person and full years', () => {
  const who = (born_on) => guides.whoIs({ region: '440100', scheme: 'RESIDENT', category: 'STUDENT', born_on }, '2025-11-20')
  assert.deepEqual(who('2015-11-21'), { region: '440100', scheme: 'RESIDENT', category: 'STUDENT', age: 9 })
  assert.deepEqual([who('2015-11-20').age, who(null).age], [10, undefined])
  const family = [{ id: 1, scheme: 'RESIDENT', newborn: [] }, { id: 2, scheme: 'RESIDENT', newborn: [{}] }]
  assert.deepEqual([guides.firstFor('pay', 0, family).id, guides.firstFor('newborn', 0, family).id, guides.firstFor('pay', 2, family).id], [1, 2, 2])
  assert.equal(guides.firstFor('pay', 0, []), undefined)
})

test('guides for nobody in the household stand apart; who told of nobody sees all', () => {
  const heads = [{ slug: 'claim', schemes: [] }, { slug: 'family', schemes: ['EMPLOYEE'] }]
  const seen = (...schemes) => { const { own, others } = guides.sorted(heads, schemes.map((scheme) => ({ scheme }))); return [own.length, others.length] }
  assert.deepEqual([seen('RESIDENT'), seen('RESIDENT', 'EMPLOYEE'), seen()], [[1, 1], [2, 0], [2, 0]])
})

test('what is held is told in words: no empty lines, no numbers that only tie tables together', () => {
  const section = (rows) => exporting.toldIn({ sections: [{ title: '家人', columns: { nickname: '称呼', muted: '不提醒', born_on: '出生日期' }, rows }] })
  assert.deepEqual(section([{ id: 3, user: 1, nickname: '妈妈', muted: false, born_on: null, note: '', facts: { a: 1 } }]), [
    { title: '家人', rows: [['称呼：妈妈', '不提醒：否', 'facts：{"a":1}']] },
  ])
  assert.deepEqual(section([]), [{ title: '家人', rows: [] }])
})

test('who refuses the privacy gate is told what was not done, and that the rest works', () => {
  for (const errno of [103, 104]) assert.match(gate.gateInWords({ errno }, '复制'), /没有同意.*没有复制.*照常用.*过十秒/)
  assert.match(gate.gateInWords({ errno: 112 }, '记进日历'), /眼下不能记进日历/)
  assert.match(gate.gateInWords({ errMsg: 'setClipboardData:fail appid privacy api banned' }, '复制'), /眼下不能复制/)
  assert.match(gate.gateInWords({ errMsg: 'addPhoneCalendar:fail auth deny' }, '记进日历'), /选“允许”/)
})

test('what was shown stays when it cannot be read again', () => {
  assert.deepEqual(failing.failed({ loading: true, problem: '' }, '网络不通。'), { loading: false, problem: '网络不通。' })
  assert.deepEqual(failing.failed({ loading: false, problem: '旧' }, '网络不通。'), { loading: false, problem: '网络不通。' })
  assert.deepEqual(failing.failed({ loading: false, problem: '' }, '网络不通。'), { old: '网络不通。下面是刚才的情况。' })
})

const luminance = (hex) => {
  const [red, green, blue] = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
const contrast = (one, other) => { const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b); return (light + 0.05) / (dark + 0.05) }

test('every word can be told from what is behind it, by day and in the dark', () => {
  const style = fs.readFileSync(new URL('../miniprogram/app.wxss', import.meta.url), 'utf8')
  const looks = style.split('@media (prefers-color-scheme: dark)').map((part) => Object.fromEntries([...part.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, hex]) => [name, hex])))
  const pairs = 'ink/paper ink/card ink/calm-bg quiet/paper quiet/card accent/paper accent/card accent/calm-bg on-accent/accent good/good-bg due/due-bg bad/bad-bg calm/calm-bg good/card due/card bad/card bad/calm-bg'
  for (const colours of [looks[0], { ...looks[0], ...looks[1] }]) {
    for (const pair of pairs.split(' ')) {
      const [word, ground] = pair.split('/')
      assert.ok(contrast(colours[word], colours[ground]) >= 4.5, `${pair}: ${contrast(colours[word], colours[ground])}`)
    }
  }
})

const tap = (more) => ({ type: 'tap', timeStamp: Math.random(), detail: { x: 100, y: 200 }, ...more })

test('a tap is deaf to its own trembling, and to more of it while its work goes on', async () => {
  let begun = 0
  let finish
  const { act } = taps.steady({ act() { begun += 1; return new Promise((resolve) => { finish = resolve }) } })
  const page = {}
  const works = act.call(page, tap({}))
  act.call(page, tap({}))
  act.call(page, { type: 'change', timeStamp: 1, detail: { value: '1' } })
  assert.equal(begun, 1)
  act.call({}, tap({ detail: { x: 300, y: 200 } }))
  assert.equal(begun, 2, 'another page is another thing')
  act.call(page)
  assert.equal(begun, 3, 'what the page does by itself is no tap')
  finish()
  await Promise.race([works, new Promise((resolve) => setTimeout(resolve, 350))])
})

test('after it is done, and not at once on the same spot, the same tap works again', async () => {
  let begun = 0
  const { act } = taps.steady({ act() { begun += 1 } })
  const page = {}
  for (const each of [tap({}), tap({}), tap({ detail: { x: 100, y: 300 } })]) act.call(page, each)
  assert.equal(begun, 2)
  await new Promise((resolve) => setTimeout(resolve, 350))
  act.call(page, tap({ detail: { x: 100, y: 300 } }))
  assert.equal(begun, 3)
})

test('the years before this one are shown as they were told', () => {
  const told = (coverage_year, more) => ({ coverage_year, registered: true, paid_on: null, exempt: false, ...more })
  const shown = years.pastYears([told(2025, {}), told(2024, { paid_on: '2023-11-02', source: 'village' }), told(2023, { exempt: true }), told(2026, {})], '2026-11-20')
  assert.deepEqual(shown.map(({ label, text, isMissed }) => [label, text, isMissed]), [
    ['2025年度', '没有交', true], ['2024年度', '2023年11月2日交的（村社代填）', false], ['2023年度', '不用自己交', false], ['2022年度', '没有填', false],
  ])
})

test('four questions at most lead to every kind of filing, each answer to one', () => {
  assert.equal(filings.QUESTIONS.length, 4)
  const ends = filings.QUESTIONS.flatMap(({ answers }) => answers.filter(({ kind }) => kind).map(({ kind }) => kind))
  assert.deepEqual([...ends].sort(), ['LT_RESIDENT', 'LT_RETIRED', 'LT_WORK', 'TMP_EMERGENCY', 'TMP_OTHER', 'TMP_REFERRAL'])
  const open = filings.QUESTIONS.map(({ answers }) => answers.filter(({ kind }) => !kind).length)
  assert.deepEqual(open, [1, 1, 1, 0], 'one answer goes on, and the last question is the last')
  for (const kind of ends) assert.ok(filings.nameOf(kind))
})

test('a filing that the bureau has not taken can go on; one that is settled cannot', () => {
  const next = (state) => filings.nextSteps(state).map(({ value }) => value)
  assert.deepEqual(next('submitted'), ['accepted', 'returned'])
  assert.deepEqual(next('returned'), ['submitted', 'accepted'])
  assert.deepEqual(next('valid'), [])
})

test('a change is told with its day and whose it was, and only the latest of each thing can be taken back', () => {
  const change = (id, more) => ({
    id, fact: 'enrolment', key: 2026, fact_label: '参保缴费', subject: '2026年度', changed_at: '2025-11-20T09:00:00+08:00', before: '没有填报', after: '已登记，未缴',
    by: 'resident', by_label: '自己', undoable_until: '2025-12-20T09:00:00+08:00', undone_at: null, ...more,
  })
  const shown = traces.traces([
    change(5, { undone_at: '2025-11-20T10:00:00+08:00', undoable_until: null }), change(4, { by: 'desk', by_label: '工作人员' }), change(3, {}),
    change(2, { key: 2025, subject: '2025年度', changed_at: '2024-12-01T23:59:00+08:00', undoable_until: '2024-12-31T23:59:00+08:00' }),
  ], '2025-11-20')
  assert.deepEqual(shown.map(({ id, title, when, canUndo }) => [id, title, when, canUndo]), [
    [5, '参保缴费2026年度', '11月20日 09:00，已撤销', false], [4, '参保缴费2026年度', '11月20日 09:00，工作人员改的', true],
    [3, '参保缴费2026年度', '11月20日 09:00', false], [2, '参保缴费2025年度', '2024年12月1日 23:59', false],
  ])
})
